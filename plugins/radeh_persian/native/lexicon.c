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
        if (memcmp(letters + start, part.letters, size * sizeof *letters) == 0)
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

static int
add_word(State *state, uint32_t number)
{
    const Reading *reading = state->reading;
    const Py_UCS4 *letters = radeh_letters(&state->lexicon, number);
    size_t length = state->lexicon.entries[number].length;
    if (radeh_reserve((void **)&state->words, &state->words_room, number + 1,
                      sizeof *state->words) < 0)
        return -1;
    uint32_t flags = marks_of(reading, letters, length);
    flags |= shown_by_letters(reading, letters, length);
    flags |= is_ending(reading, letters, length) ? ENDING : 0;
    for (int k = 0; k < reading->n_triggers && !(flags & TRIGGER); k++)
        flags |= contains(letters, length, reading->triggers[k]) ? TRIGGER : 0;
    int unsettled = is_unsettled(state, letters, length);
    if (unsettled < 0)
        return -1;
    state->words[number] = (Word){flags | (unsettled ? UNSETTLED : 0), 0, 0};
    return reading->has_rules ? find_ways(state, number) : 0;
}

uint32_t
intern(State *state, const Py_UCS4 *letters, size_t length)
{
    uint32_t before = state->lexicon.count;
    uint32_t number = radeh_intern(&state->lexicon, letters, length);
    if (number == before && add_word(state, number) < 0) {
        state->lexicon.count--; /* its place stays taken, but the state is given up */
        return RADEH_NONE;
    }
    return number;
}

/* Spell words with single spaces into the scratch room, with `extra` letters of room behind. */
Py_UCS4 *
spelled(State *state, const uint32_t *words, size_t count, size_t extra, size_t *length)
{
    size_t used = 0, wanted = extra + count;
    for (size_t i = 0; i < count; i++)
        wanted += state->lexicon.entries[words[i]].length;
    if (radeh_reserve((void **)&state->scratch, &state->scratch_room, wanted + 1,
                      sizeof *state->scratch) < 0)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t size = state->lexicon.entries[words[i]].length;
        if (i)
            state->scratch[used++] = ' ';
        memcpy(state->scratch + used, radeh_letters(&state->lexicon, words[i]),
               size * sizeof *state->scratch);
        used += size;
    }
    *length = used;
    return state->scratch;
}

uint32_t
marks_of_words(State *state, const uint32_t *words, size_t count)
{
    size_t length;
    if (count == 1)
        return state->words[words[0]].flags;
    const Py_UCS4 *letters = spelled(state, words, count, 0, &length);
    if (letters == NULL)
        return state->failed = 2, 0;
    return marks_of(state->reading, letters, length);
}
