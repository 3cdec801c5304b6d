/* Spellings and words of one meaning read as one, after variants.py. */
#include "reader.h"

static int
add_ways(State *state, uint32_t last, size_t inflection)
{
    for (int length = state->reading->limits.longest_run; length > 0; length--)
        if (state->reading->lengths[last] >> length & 1 &&
            PUSH(state, ways, ((Way){(uint8_t)length, (uint8_t)inflection})) < 0)
            return -1;
    return 0;
}

/* Find how a word may end a run, the longest first, and of those the one with less inflection. */
int
find_ways(State *state, uint32_t place)
{
    const Reading *reading = state->reading;
    Word *word = word_at(state, place);
    const Py_UCS4 *letters = word->letters;
    size_t length = word->length, first = state->ways_count;
    for (size_t size = 0; size < length && size <= (size_t)reading->longest_suffix; size++) {
        if (size && !(marks_of(reading, letters + length - size, size) & SUFFIX))
            continue;
        uint32_t last = radeh_find(&reading->lasts, letters, length - size);
        if (last != RADEH_NONE && add_ways(state, last, size) < 0)
            return -1;
    }
    Way *ways = state->ways + first;
    size_t count = state->ways_count - first;
    for (size_t i = 1; i < count; i++) /* a stable sort of a handful */
        for (size_t j = i; j > 0 && ways[j].length > ways[j - 1].length; j--) {
            Way other = ways[j];
            ways[j] = ways[j - 1];
            ways[j - 1] = other;
        }
    word->ways = (uint32_t)(first << 8 | count);
    word->ruled = word->flags & PENULTIMATE ? RULED_BEFORE : 0;
    for (size_t k = 0; k < count; k++) {
        if (ways[k].length > 1)
            word->ruled |= RULED_LAST;
        else if (radeh_find(&reading->runs, letters, length - ways[k].inflection) != RADEH_NONE)
            word->ruled |= RULED_ALONE;
    }
    return 0;
}

/* Return what a rule makes of a run whose letters are in the scratch room, the last `inflection` of
 * them an ending that stays; RADEH_NONE if there is no such rule. */
static uint32_t
apply(State *state, const Py_UCS4 *letters, size_t length, size_t inflection)
{
    const Reading *reading = state->reading;
    uint32_t rule = radeh_find(&reading->runs, letters, length - inflection);
    if (rule == RADEH_NONE)
        return RADEH_NONE;
    Letters its = reading->readings[rule];
    size_t size = (size_t)its.length;
    if (radeh_reserve((void **)&state->word, &state->word_room, size + inflection,
                      sizeof *letters) < 0)
        return state->failed = 2, RADEH_NONE;
    memcpy(state->word, its.letters, size * sizeof *letters);
    memcpy(state->word + size, letters + length - inflection, inflection * sizeof *letters);
    size = settle(reading, state->word, size + inflection);
    uint32_t word = intern(state, state->word, size, radeh_hash(state->word, size));
    if (word == RADEH_NONE)
        state->failed = 2;
    return word;
}

/* What a word reads as by rules for one word; looked for once. */
static uint32_t
alone(State *state, uint32_t token)
{
    const Word *word = word_at(state, token);
    uint32_t found = word->alone, ways = word->ways;
    size_t length;
    if (found != UNKNOWN)
        return found;
    found = RADEH_NONE;
    for (uint32_t k = 0; k < (ways & 255) && found == RADEH_NONE; k++) {
        Way way = state->ways[(ways >> 8) + k];
        if (way.length != 1)
            continue;
        const Py_UCS4 *letters = spelled(state, &token, 1, 0, &length);
        if (letters == NULL)
            return state->failed = 2, RADEH_NONE;
        found = apply(state, letters, length, way.inflection);
    }
    word_at(state, token)->alone = found;
    return found;
}

/* What rules of two words make of a pair; UNKNOWN if a longer rule may end with it. */
static uint32_t
look_at_two(State *state, uint32_t before, uint32_t token)
{
    uint32_t ways = word_at(state, token)->ways, two[2] = {before, token}, found = RADEH_NONE;
    size_t length;
    for (uint32_t k = 0; k < (ways & 255); k++) {
        Way way = state->ways[(ways >> 8) + k];
        if (way.length < 2)
            continue;
        const Py_UCS4 *letters = spelled(state, two, 2, 0, &length);
        if (letters == NULL)
            return state->failed = 2, RADEH_NONE;
        uint32_t known = radeh_find(&state->reading->two, letters, length - way.inflection);
        if (known == RADEH_NONE || !(state->reading->two_lengths[known] >> way.length & 1))
            continue;
        if (way.length > 2)
            return UNKNOWN;
        if ((found = apply(state, letters, length, way.inflection)) != RADEH_NONE)
            return found;
    }
    return found;
}

static uint32_t
of_two(State *state, uint32_t before, uint32_t token)
{
    Pair *pair = remembered(state->ruled, before, token);
    if (pair->left != before || pair->right != token) {
        uint32_t answer = look_at_two(state, before, token);
        *pair = (Pair){before, token, answer};
    }
    return pair->answer;
}

/* Return what the longest rule of several words reads the token as, with those before it. */
static uint32_t
look_at_runs(State *state, uint32_t token, size_t *taken)
{
    uint32_t ways = word_at(state, token)->ways, found;
    size_t length;
    state->text[state->text_count] = token; /* rewrite has made the room */
    for (uint32_t k = 0; k < (ways & 255); k++) {
        Way way = state->ways[(ways >> 8) + k];
        if (way.length < 2 || way.length > state->text_count + 1)
            continue;
        const uint32_t *run = state->text + state->text_count + 1 - way.length;
        const Py_UCS4 *letters = spelled(state, run, way.length, 0, &length);
        if (letters == NULL)
            return state->failed = 2, RADEH_NONE;
        *taken = way.length;
        if ((found = apply(state, letters, length, way.inflection)) != RADEH_NONE)
            return found;
    }
    return RADEH_NONE;
}

/* Return the word that the longest rule reads the token as, with those before it, and how many
 * words the rule takes; RADEH_NONE if there is none. */
static uint32_t
longest(State *state, uint32_t token, size_t *taken)
{
    uint32_t before = state->text_count ? state->text[state->text_count - 1] : RADEH_NONE;
    uint32_t found = RADEH_NONE;
    *taken = 2;
    if (before != RADEH_NONE && flags_of(state, before) & PENULTIMATE) {
        found = of_two(state, before, token);
        if (found == UNKNOWN)
            found = look_at_runs(state, token, taken);
    }
    if (found != RADEH_NONE || state->failed)
        return found;
    *taken = 1;
    return alone(state, token);
}

/* Whether a rule may apply to a token: alone, or with what stands before it. Written without a
 * branch, for each half of it is true of too many words to be foreseen. */
static inline uint32_t
is_ruled(const State *state, uint32_t token)
{
    uint32_t ruled = word_at(state, token)->ruled, before = 0;
    if (state->text_count)
        before = word_at(state, state->text[state->text_count - 1])->ruled;
    return (ruled & RULED_ALONE) | ((ruled >> 1) & (before >> 2) & 1);
}

int
rewrite(State *state)
{
    state->text_count = 0;
    if (RESERVE(state, text, state->token_count + 1) < 0)
        return -1;
    for (size_t index = 0; index < state->token_count; index++) {
        uint32_t token = state->token[index], found;
        size_t taken;
        int chain = 0;
        while (is_ruled(state, token) && chain < state->reading->limits.longest_chain) {
            if ((found = longest(state, token, &taken)) == RADEH_NONE)
                break;
            chain += taken == 1;
            state->text_count -= taken - 1;
            token = found;
        }
        state->text[state->text_count++] = token;
    }
    return state->failed ? -1 : 0;
}
