/* Spellings and words of one meaning read as one, after variants.py. */
#include "reader.h"

static int
add_ways(State *state, Word *word, uint32_t last, size_t inflection)
{
    for (int length = state->reading->limits.longest_run; length > 0; length--)
        if (state->reading->lengths[last] >> length & 1) {
            if (PUSH(state, ways, ((Way){(uint8_t)length, (uint8_t)inflection})) < 0)
                return -1;
            word->ways++;
        }
    return 0;
}

/* Find how a word may end a run, the longest first, and of those the one with less inflection. */
int
find_ways(State *state, uint32_t number)
{
    const Reading *reading = state->reading;
    const Py_UCS4 *letters = radeh_letters(&state->lexicon, number);
    size_t length = state->lexicon.entries[number].length;
    Word *word = &state->words[number];
    word->way = (uint32_t)state->ways_count;
    for (size_t size = 0; size < length && size <= (size_t)reading->longest_suffix; size++) {
        if (size && !(marks_of(reading, letters + length - size, size) & SUFFIX))
            continue;
        uint32_t last = radeh_find(&reading->lasts, letters, length - size);
        if (last != RADEH_NONE && add_ways(state, word, last, size) < 0)
            return -1;
    }
    Way *ways = state->ways + word->way;
    for (int i = 1; i < word->ways; i++) /* a stable sort of a handful */
        for (int j = i; j > 0 && ways[j].length > ways[j - 1].length; j--) {
            Way other = ways[j];
            ways[j] = ways[j - 1];
            ways[j - 1] = other;
        }
    word->flags |= word->ways ? RULED : 0;
    return 0;
}

/* Return the word that the longest rule reads a run as, or RADEH_NONE; `way` tells which. */
static uint32_t
longest(State *state, uint32_t token, Way *way)
{
    const Reading *reading = state->reading;
    for (int k = 0; k < state->words[token].ways; k++) {
        *way = state->ways[state->words[token].way + (uint32_t)k];
        size_t before = way->length - 1u, length;
        if (before > state->text_count ||
            (before && !(flags_of(state, state->text[state->text_count - 1]) & PENULTIMATE)))
            continue;
        if (PUSH(state, text, token) < 0)
            return RADEH_NONE;
        const uint32_t *run = state->text + state->text_count - way->length;
        Py_UCS4 *letters = spelled(state, run, way->length, 0, &length);
        state->text_count--;
        if (letters == NULL)
            return state->failed = 2, RADEH_NONE;
        uint32_t rule = radeh_find(&reading->runs, letters, length - way->inflection);
        if (rule == RADEH_NONE)
            continue;
        Letters its = reading->readings[rule];
        size_t size = (size_t)its.length;
        if (radeh_reserve((void **)&state->word, &state->word_room, size + way->inflection,
                          sizeof *letters) < 0)
            return state->failed = 2, RADEH_NONE;
        memcpy(state->word, its.letters, size * sizeof *letters);
        memcpy(state->word + size, letters + length - way->inflection,
               way->inflection * sizeof *letters);
        uint32_t word = intern(state, state->word,
                               settle(reading, state->word, size + way->inflection));
        if (word == RADEH_NONE)
            state->failed = 2;
        return word;
    }
    return RADEH_NONE;
}

int
rewrite(State *state)
{
    state->text_count = 0;
    for (size_t index = 0; index < state->token_count; index++) {
        uint32_t token = state->token[index], read;
        int chain = 0;
        Way way;
        while (flags_of(state, token) & RULED && chain < state->reading->limits.longest_chain) {
            if ((read = longest(state, token, &way)) == RADEH_NONE)
                break;
            chain += way.length == 1;
            state->text_count -= way.length - 1u;
            token = read;
        }
        if (state->failed || PUSH(state, text, token) < 0)
            return -1;
    }
    return 0;
}
