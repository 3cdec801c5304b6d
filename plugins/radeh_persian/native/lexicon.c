/* The words that a thread has met, each with what the tables and its letters say of it. */
#include "reader.h"

uint32_t
marks_of(const Reading *reading, const Py_UCS4 *letters, size_t length)
{
    uint32_t found = radeh_find(&reading->marked, letters, length);
    return found == RADEH_NONE ? 0 : reading->marks[found];
}

static int
contains(const Py_UCS4 *letters, size_t length, Letters part)
{
    size_t size = (size_t)part.length;
    for (size_t start = 0; start + size <= length; start++)
        if (letters[start] == part.letters[0] &&
            memcmp(letters + start, part.letters, size * sizeof *letters) == 0)
            return 1;
    return 0;
}

/* Whether settling would change the word; `settle` works on a copy. */
static int
is_unsettled(State *state, const Py_UCS4 *letters, size_t length)
{
    const Reading *reading = state->reading;
    if (!contains(letters, length, reading->silent) &&
        !contains(letters, length, reading->respelt_from))
        return 0;
    if (radeh_reserve((void **)&state->scratch, &state->scratch_room, length, sizeof *letters) < 0)
        return -1;
    memcpy(state->scratch, letters, length * sizeof *letters);
    size_t settled = settle(reading, state->scratch, length);
    return settled != length || memcmp(state->scratch, letters, length * sizeof *letters) != 0;
}

static uint32_t
shown_by_letters(const Reading *reading, const Py_UCS4 *letters, size_t length)
{
    uint32_t flags = DECIMAL | LATIN;
    for (size_t i = 0; i < length; i++) {
        if (!Py_UNICODE_ISDECIMAL(letters[i]))
            flags &= ~(uint32_t)DECIMAL;
        if (letters[i] > reading->last_latin)
            flags &= ~(uint32_t)LATIN;
    }
    if (letters[0] >= reading->first_persian && letters[0] <= reading->last_persian)
        flags |= PERSIAN;
    return flags;
}

/* Say of a new word what the tables and its letters say. */
static int
describe(State *state, uint32_t place)
{
    const Reading *reading = state->reading;
    Word *word = word_at(state, place);
    uint32_t flags = marks_of(reading, word->letters, word->length);
    flags |= shown_by_letters(reading, word->letters, word->length);
    flags |= is_ending(reading, word->letters, word->length) ? ENDING : 0;
    for (int k = 0; k < reading->n_triggers && !(flags & TRIGGER); k++)
        flags |= contains(word->letters, word->length, reading->triggers[k]) ? TRIGGER : 0;
    int unsettled = is_unsettled(state, word->letters, word->length);
    word->flags = flags | (unsettled > 0 ? UNSETTLED : 0);
    if (unsettled < 0)
        return -1;
    return reading->has_rules ? find_ways(state, place) : 0;
}

int
lexicon_open(State *state)
{
    const size_t size = 4096;
    free(state->places);
    state->arena_count = state->known_count = state->ways_count = 0;
    state->mask = (uint32_t)size - 1;
    memset(state->joined, 0xff, sizeof state->joined);
    memset(state->ruled, 0xff, sizeof state->ruled);
    memset(state->marked, 0xff, sizeof state->marked);
    state->places = malloc(size * sizeof *state->places);
    if (state->places == NULL)
        return -1;
    memset(state->places, 0xff, size * sizeof *state->places);
    return 0;
}

static int
widen(State *state)
{
    size_t size = 2 * ((size_t)state->mask + 1);
    radeh_place *places = malloc(size * sizeof *places);
    if (places == NULL)
        return -1;
    memset(places, 0xff, size * sizeof *places);
    for (uint32_t old = 0; old <= state->mask; old++) {
        uint32_t at = state->places[old].hash & ((uint32_t)size - 1);
        if (state->places[old].number == RADEH_NONE)
            continue;
        while (places[at].number != RADEH_NONE)
            at = (at + 1) & ((uint32_t)size - 1);
        places[at] = state->places[old];
    }
    free(state->places);
    state->places = places;
    state->mask = (uint32_t)size - 1;
    return 0;
}

static size_t
padded(size_t length)
{
    return length ? (length + RADEH_STRIDE - 1) / RADEH_STRIDE * RADEH_STRIDE : RADEH_STRIDE;
}

#define WORD_UNITS (sizeof(Word) / sizeof(uint32_t))
#define LINE_UNITS 16 /* a line of the cache */
#define FIRST_ARENA ((size_t)1 << 18)

static uint32_t
add_word(State *state, const Py_UCS4 *letters, size_t length, uint32_t hash)
{
    size_t place = state->arena_count, units = WORD_UNITS + padded(length);
    units = (units + LINE_UNITS - 1) / LINE_UNITS * LINE_UNITS;
    place = place ? place : LINE_UNITS - 4; /* malloc's large blocks begin 16 bytes into a line */
    if (4 * (state->known_count + 1) > state->mask && widen(state) < 0)
        return RADEH_NONE;
    if (place + units >= RADEH_NONE ||
        radeh_reserve((void **)&state->arena, &state->arena_room,
                      place + units > FIRST_ARENA ? place + units : FIRST_ARENA,
                      sizeof *state->arena) < 0)
        return RADEH_NONE;
    Word *word = word_at(state, (uint32_t)place);
    memset(word, 0, units * sizeof *state->arena);
    word->number = (uint32_t)state->known_count;
    word->length = (uint32_t)length;
    word->alone = UNKNOWN;
    memcpy(word->letters, letters, length * sizeof *letters);
    state->arena_count = place + units;
    if (PUSH(state, known, (uint32_t)place) < 0 || describe(state, (uint32_t)place) < 0)
        return RADEH_NONE;
    uint32_t at = hash & state->mask;
    while (state->places[at].number != RADEH_NONE)
        at = (at + 1) & state->mask;
    state->places[at] = (radeh_place){hash, (uint32_t)place};
    return (uint32_t)place;
}

uint32_t
intern(State *state, const Py_UCS4 *letters, size_t length, uint32_t hash)
{
    for (uint32_t at = hash & state->mask;; at = (at + 1) & state->mask) {
        radeh_place place = state->places[at];
        if (place.number == RADEH_NONE)
            return add_word(state, letters, length, hash);
        if (place.hash != hash)
            continue;
        const Word *word = word_at(state, place.number);
        if (word->length == length &&
            memcmp(word->letters, letters, length * sizeof *letters) == 0)
            return place.number;
    }
}

/* Spell words with single spaces into the scratch room, with `extra` letters of room behind. */
Py_UCS4 *
spelled(State *state, const uint32_t *words, size_t count, size_t extra, size_t *length)
{
    size_t used = 0, wanted = extra + count;
    for (size_t i = 0; i < count; i++)
        wanted += word_at(state, words[i])->length;
    if (radeh_reserve((void **)&state->scratch, &state->scratch_room, wanted + 1,
                      sizeof *state->scratch) < 0)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        const Word *word = word_at(state, words[i]);
        if (i)
            state->scratch[used++] = ' ';
        memcpy(state->scratch + used, word->letters, word->length * sizeof *state->scratch);
        used += word->length;
    }
    *length = used;
    return state->scratch;
}

static uint32_t
marks_of_two(State *state, const uint32_t *words)
{
    Pair *pair = remembered(state->marked, words[0], words[1]);
    if (pair->left == words[0] && pair->right == words[1])
        return pair->answer;
    size_t length;
    const Py_UCS4 *letters = spelled(state, words, 2, 0, &length);
    if (letters == NULL)
        return state->failed = 2, 0;
    *pair = (Pair){words[0], words[1], marks_of(state->reading, letters, length)};
    return pair->answer;
}

uint32_t
marks_of_words(State *state, const uint32_t *words, size_t count)
{
    size_t length;
    if (count == 1)
        return flags_of(state, words[0]);
    if (!(flags_of(state, words[0]) & STARTS))
        return 0;
    uint32_t two = marks_of_two(state, words);
    if (count == 2)
        return two;
    if (!(two & STARTS))
        return 0;
    const Py_UCS4 *letters = spelled(state, words, count, 0, &length);
    if (letters == NULL)
        return state->failed = 2, 0;
    return marks_of(state->reading, letters, length);
}
