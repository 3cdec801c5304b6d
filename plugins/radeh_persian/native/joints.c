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

static int
joins(const State *state, uint32_t previous, uint32_t word)
{
    uint32_t flags = flags_of(state, word);
    return flags & ENDING || (flags_of(state, previous) & BEGINNING && flags & PERSIAN &&
                              !(flags & BEGINNING));
}

static uint32_t
settle_anew(State *state, uint32_t word, uint32_t next)
{
    size_t length = word_at(state, word)->length;
    size_t more = next == RADEH_NONE ? 0 : word_at(state, next)->length;
    if (radeh_reserve((void **)&state->word, &state->word_room, length + more,
                      sizeof *state->word) < 0)
        return RADEH_NONE;
    memcpy(state->word, word_at(state, word)->letters, length * sizeof *state->word);
    if (more)
        memcpy(state->word + length, word_at(state, next)->letters, more * sizeof *state->word);
    length = settle(state->reading, state->word, length + more);
    uint32_t made = intern(state, state->word, length, radeh_hash(state->word, length));
    if (made != RADEH_NONE)
        *remembered(state->joined, word, next) = (Pair){word, next, made};
    return made;
}

/* Return the word that the letters of one or two words make, settled. */
static uint32_t
settled(State *state, uint32_t word, uint32_t next)
{
    const Pair *pair = remembered(state->joined, word, next);
    return pair->left == word && pair->right == next ? pair->answer : settle_anew(state, word, next);
}

/* Take from the end of the tokens what a word joins; return the grown word. */
static uint32_t
attach(State *state, uint32_t word, size_t bottom, uint32_t *first)
{
    if (flags_of(state, word) & UNSETTLED)
        word = settled(state, word, RADEH_NONE);
    while (word != RADEH_NONE && state->token_count > bottom &&
           joins(state, state->token[state->token_count - 1], word)) {
        word = settled(state, state->token[--state->token_count], word);
        *first = state->first[--state->first_count];
    }
    return word;
}

int
join(State *state, uint32_t from, uint32_t to)
{
    size_t bottom = state->token_count;
    uint32_t before = 0; /* flags of the token before */
    if (RESERVE(state, token, to - from) < 0 || RESERVE(state, first, to - from) < 0)
        return -1;
    for (uint32_t index = from; index < to; index++) {
        uint32_t word = state->raw[index], first = index, flags = flags_of(state, word);
        if (flags & (ENDING | UNSETTLED) || before & BEGINNING) {
            word = attach(state, word, bottom, &first);
            if (word == RADEH_NONE)
                return -1;
            flags = flags_of(state, word);
        }
        state->token[state->token_count++] = word;
        state->first[state->first_count++] = first;
        before = flags;
    }
    return 0;
}
