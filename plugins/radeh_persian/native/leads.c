/* Furniture inside a line, after leads.py. */
#include "reader.h"

/* How many words from `at` on, of at most `longest`, are together in a set; 0: none. */
static size_t
longest_phrase(State *state, const uint32_t *words, size_t at, size_t count, size_t longest,
               uint32_t set)
{
    size_t length = count - at < longest ? count - at : longest;
    for (; length > 0; length--)
        if (marks_of_words(state, words + at, length) & set)
            return length;
    return 0;
}

static size_t
lead_end(State *state, const uint32_t *words, size_t index, size_t count)
{
    const Limits *limits = &state->reading->limits;
    size_t start = index + 1;
    if (flags_of(state, words[index]) & LEAD_FIRST) {
        if (start >= count || !(flags_of(state, words[start]) & LEAD_SECOND))
            return 0;
        start++;
    }
    for (size_t place = start; place < count && place < start + (size_t)limits->longest_lead;
         place++) {
        uint32_t flags = flags_of(state, words[place]);
        if (flags & AGENCY_START) {
            size_t length = longest_phrase(state, words, place, count,
                                           (size_t)limits->longest_agency, AGENCY);
            if (length)
                return place + length;
        }
        if (!(flags & LEAD_WORD))
            return 0;
    }
    return 0;
}

static size_t
phrase_end(State *state, const uint32_t *words, size_t index, size_t count)
{
    const Limits *limits = &state->reading->limits;
    uint32_t flags = flags_of(state, words[index]);
    if (flags & (LEAD_FIRST | LEAD_WHOLE))
        return lead_end(state, words, index, count);
    if (flags & END_START) {
        size_t length = longest_phrase(state, words, index, count, (size_t)limits->longest_end, END);
        int near = count - index - length <= (size_t)limits->longest_signature;
        return length && near ? count : 0;
    }
    if (flags & INLINE_START) {
        size_t length = longest_phrase(state, words, index, count, (size_t)limits->longest_inline,
                                       INLINE);
        return length ? index + length : 0;
    }
    return 0;
}

/* Cut the furniture inside a line whose tokens are `token[from:to]`; `after` is the line's end. */
int
cut_phrases(State *state, uint32_t from, uint32_t to, uint32_t after)
{
    const uint32_t *words = state->token + from;
    size_t count = to - from;
    for (size_t index = 0; index < count;) {
        size_t end = phrase_end(state, words, index, count);
        if (end) {
            Cut cut = {state->first[from + index], end < count ? state->first[from + end] : after};
            if (PUSH(state, cut, cut) < 0)
                return -1;
        }
        index = end ? end : index + 1;
    }
    return state->failed ? -1 : 0;
}
