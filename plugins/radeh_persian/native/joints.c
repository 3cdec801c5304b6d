/* The joints inside Persian words, after joints.py. */
#include "reader.h"

/* Whether a word is a suffix, or an element with any suffixes; from its end, each length at which
 * suffixes may have been taken off is looked at once. */
int
is_ending(const Reading *reading, const Py_UCS4 *letters, size_t length)
{
    uint32_t own = marks_of(reading, letters, length);
    if (own & (SUFFIX | ELEMENT))
        return 1;
    uint64_t reached = 1; /* bit n: suffixes may end n letters before the place */
    for (size_t place = length; place > 0; place--, reached >>= 1) {
        if (reached & 1) {
            if (place < length && marks_of(reading, letters, place) & ELEMENT)
                return 1;
            for (size_t size = 1; size <= (size_t)reading->longest_suffix && size <= place; size++)
                if (marks_of(reading, letters + place - size, size) & SUFFIX)
                    reached |= (uint64_t)1 << size;
        } else if (reached == 0) {
            return 0;
        }
    }
    return 0;
}

static int
starts_with(const Py_UCS4 *letters, size_t length, Letters part)
{
    size_t size = (size_t)part.length;
    return length >= size && memcmp(letters, part.letters, size * sizeof *letters) == 0;
}

/* Change the word to Iranian spelling, in place; return its new length. */
size_t
settle(const Reading *reading, Py_UCS4 *letters, size_t length)
{
    size_t kept = 0;
    Py_UCS4 silent = reading->silent.letters[0];
    for (size_t i = 0; i < length; i++) {
        int drops = 0;
        for (int k = 0; k < reading->n_after_silent && kept && letters[kept - 1] == silent; k++)
            drops |= starts_with(letters + i, length - i, reading->after_silent[k]);
        while (drops && kept && letters[kept - 1] == silent)
            kept--;
        letters[kept++] = letters[i];
    }
    Letters from = reading->respelt_from, to = reading->respelt_to;
    for (size_t i = 0; i + (size_t)from.length <= kept; i++)
        if (starts_with(letters + i, kept - i, from)) {
            memcpy(letters + i, to.letters, (size_t)to.length * sizeof *letters);
            i += (size_t)from.length - 1;
        }
    return kept;
}

static uint32_t
settled(State *state, const Py_UCS4 *letters, size_t length)
{
    /* The letters may be the scratch room, which interning a new word writes to. */
    if (radeh_reserve((void **)&state->word, &state->word_room, length, sizeof *letters) < 0)
        return RADEH_NONE;
    memcpy(state->word, letters, length * sizeof *letters);
    return intern(state, state->word, settle(state->reading, state->word, length));
}

static int
joins(const State *state, uint32_t previous, uint32_t word)
{
    uint32_t flags = flags_of(state, word);
    return flags & ENDING || (flags_of(state, previous) & BEGINNING && flags & PERSIAN &&
                              !(flags & BEGINNING));
}

static uint32_t
glued(State *state, uint32_t previous, uint32_t word)
{
    size_t length = state->lexicon.entries[previous].length;
    size_t more = state->lexicon.entries[word].length;
    if (radeh_reserve((void **)&state->word, &state->word_room, length + more,
                      sizeof *state->word) < 0)
        return RADEH_NONE;
    memcpy(state->word, radeh_letters(&state->lexicon, previous), length * sizeof *state->word);
    memcpy(state->word + length, radeh_letters(&state->lexicon, word), more * sizeof *state->word);
    return intern(state, state->word, settle(state->reading, state->word, length + more));
}

int
join(State *state, uint32_t from, uint32_t to)
{
    size_t bottom = state->token_count;
    uint32_t previous = RADEH_NONE;
    for (uint32_t index = from; index < to; index++) {
        uint32_t word = state->raw[index], first = index;
        if (flags_of(state, word) & UNSETTLED) {
            word = settled(state, radeh_letters(&state->lexicon, word),
                           state->lexicon.entries[word].length);
            if (word == RADEH_NONE)
                return -1;
        }
        while (previous != RADEH_NONE && state->token_count > bottom &&
               joins(state, state->token[state->token_count - 1], word)) {
            word = glued(state, state->token[--state->token_count], word);
            first = state->first[--state->first_count];
            if (word == RADEH_NONE)
                return -1;
        }
        if (PUSH(state, token, word) < 0 || PUSH(state, first, first) < 0)
            return -1;
        previous = word;
    }
    return 0;
}
