/* What a line of a page looks like by its words, after lines.py. */
#include "reader.h"

/* Fold letters by themselves: their tokens are appended; return how many, or -1. */
static Py_ssize_t
fold_part(State *state, const Py_UCS4 *letters, size_t length)
{
    size_t raw = state->raw_count, token = state->token_count;
    if (scan(state, 4, letters, (Py_ssize_t)length, 0) < 0 ||
        join(state, (uint32_t)raw, (uint32_t)state->raw_count) < 0) {
        state->failed = state->failed ? state->failed : 2;
        return -1;
    }
    state->raw_count = raw;
    return (Py_ssize_t)(state->token_count - token);
}

static void
drop_tokens(State *state, size_t count)
{
    state->token_count = state->first_count = count;
}

int
has_head(State *state, const uint32_t *words, size_t count)
{
    if (!(flags_of(state, words[0]) & HEAD_START))
        return 0;
    size_t longest = (size_t)state->reading->limits.longest_head;
    for (size_t length = 1; length <= count && length <= longest; length++)
        if (marks_of_words(state, words, length) & HEAD)
            return 1;
    return 0;
}

static int
is_business(State *state, const uint32_t *words, size_t count)
{
    size_t business = 0, strange = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t flags = flags_of(state, words[i]);
        business += (flags & BUSINESS) != 0;
        strange += !(flags & (BUSINESS | SMALL | DECIMAL));
    }
    return business > 0 && (!strange || (business > 1 && 5 * strange <= count));
}

static size_t
count_flag(State *state, const uint32_t *words, size_t count, uint32_t flag)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += (flags_of(state, words[i]) & flag) != 0;
    return found;
}

static int
is_dated(State *state, const uint32_t *words, size_t count)
{
    const Limits *limits = &state->reading->limits;
    if (!count_flag(state, words, count, DECIMAL))
        return 0;
    size_t others = count - count_flag(state, words, count, DECIMAL | DATE);
    if (!others)
        return 1;
    return others <= (size_t)limits->other_words_of_date && others < count - others &&
           count <= (size_t)limits->longest_date && count_flag(state, words, count, MONTH);
}

static uint32_t
step(const Trie *trie, uint32_t node, Py_UCS4 letter)
{
    uint64_t key = ((uint64_t)node << 21 | letter) + 1;
    for (uint32_t at = (uint32_t)(key * 0x9e3779b97f4a7c15u >> 40) & trie->mask;;
         at = (at + 1) & trie->mask) {
        if (trie->keys[at] == key)
            return trie->nodes[at];
        if (trie->keys[at] == 0)
            return 0;
    }
}

/* Whether names cover all of the letters; `reached` is zero. */
static int
are_covered(const Reading *reading, const Py_UCS4 *letters, size_t length, uint32_t *reached)
{
    size_t furthest = 0;
    reached[0] = 1;
    for (size_t start = 0; start <= furthest && start < length; start++) {
        uint32_t node = 0;
        for (size_t end = start; reached[start] && end < length; end++) {
            if ((node = step(&reading->names, node, letters[end])) == 0)
                break;
            if (reading->names.ends[node]) {
                reached[end + 1] = 1;
                furthest = end + 1 > furthest ? end + 1 : furthest;
            }
        }
    }
    return reached[length] != 0;
}

/* Whether known names cover the words, glued; for each place, the most letters that names cover
 * and the fewest names that do. */
static int
is_breadcrumb(State *state, const uint32_t *words, size_t count)
{
    const Reading *reading = state->reading;
    const Limits *limits = &reading->limits;
    size_t length = 0, spelt;
    int has_glued = 0;
    Py_UCS4 *glued = spelled(state, words, count, 0, &spelt);
    if (glued == NULL)
        return 0;
    for (size_t i = 0; i < spelt; i++)
        if (glued[i] != ' ')
            glued[length++] = glued[i];
    for (size_t i = 0; i < count; i++)
        has_glued |= word_at(state, words[i])->length >= (size_t)limits->shortest_glued;
    if (radeh_reserve((void **)&state->covered, &state->covered_room, 2 * (length + 1),
                      sizeof *state->covered) < 0)
        return state->failed = 2, 0;
    uint32_t *share = state->covered, *names = share + length + 1;
    memset(share, 0, 2 * (length + 1) * sizeof *share);
    if (!has_glued) /* then nothing but names will do: most lines end at their first letters */
        return are_covered(reading, glued, length, share);
    for (size_t start = 0; start < length; start++) {
        uint32_t node = 0, end = (uint32_t)start;
        if (share[start] > share[start + 1] ||
            (share[start] == share[start + 1] && names[start] < names[start + 1])) {
            share[start + 1] = share[start];
            names[start + 1] = names[start];
        }
        while (end < length && (node = step(&reading->names, node, glued[end])) != 0) {
            uint32_t wider = share[start] + ++end - (uint32_t)start, more = names[start] + 1;
            if (reading->names.ends[node] &&
                (wider > share[end] || (wider == share[end] && more < names[end]))) {
                share[end] = wider;
                names[end] = more;
            }
        }
    }
    return share[length] == length ||
           (names[length] >= (count > 2 ? count : 2) &&
            share[length] >= limits->glued_share * (double)length);
}

/* The sets that what stands before the first colon is in; 0 if there is no colon; -1: failed. */
int
label_marks(State *state, const Py_UCS4 *signs, size_t length, uint32_t *marks)
{
    size_t colon = 0, token = state->token_count;
    *marks = 0;
    while (colon < length && signs[colon] != state->reading->colon)
        colon++;
    if (colon == length)
        return 0;
    Py_ssize_t count = fold_part(state, signs, colon);
    if (count > 0)
        *marks = marks_of_words(state, state->token + token, (size_t)count);
    drop_tokens(state, token);
    return count < 0 ? -1 : 0;
}

static int
are_cells(State *state, const Py_UCS4 *signs, size_t length);

/* Whether the cell that folds to the tokens from `token` on is one of a page's own. */
static int
is_known(State *state, const Py_UCS4 *cell, size_t length, size_t token, size_t count)
{
    uint32_t marks = 0;
    if (count == 0)
        return 0;
    /* The tokens may move while parts of the cell are folded; they are looked at first. */
    const uint32_t *words = state->token + token;
    if (marks_of_words(state, words, count) & LINE || is_dated(state, words, count) ||
        has_head(state, words, count) || is_business(state, words, count) ||
        is_breadcrumb(state, words, count))
        return 1;
    if (label_marks(state, cell, length, &marks) < 0)
        return 0;
    return marks & LABEL || are_cells(state, cell, length);
}

static size_t
strong_separator(const Reading *reading, const Py_UCS4 *signs, size_t at, size_t length)
{
    Py_UCS4 open = reading->open_quote, close = reading->close_quote, here = signs[at];
    if (holds(reading->strong, here))
        return 1;
    if (Py_UNICODE_ISSPACE(here))
        return at + 2 < length && (signs[at + 1] == open || signs[at + 1] == close) &&
                       Py_UNICODE_ISSPACE(signs[at + 2])
                   ? 3
                   : 0;
    if (here == open)
        return at + 1 < length && signs[at + 1] == close ? 2 : 0;
    return here == close && at > 0 && !Py_UNICODE_ISSPACE(signs[at - 1]) &&
           signs[at - 1] != open && at + 1 < length && !Py_UNICODE_ISSPACE(signs[at + 1]) &&
           signs[at + 1] != close;
}

static size_t
weak_separator(const Reading *reading, const Py_UCS4 *signs, size_t at, size_t length)
{
    Letters pair = reading->weak_pair;
    if (holds(reading->weak, signs[at]))
        return 1;
    if (at + 1 < length && signs[at] == pair.letters[0] && signs[at + 1] == pair.letters[1])
        return 2;
    return Py_UNICODE_ISSPACE(signs[at]) && at + 2 < length &&
                   holds(reading->dashes, signs[at + 1]) && Py_UNICODE_ISSPACE(signs[at + 2])
               ? 3
               : 0;
}

typedef size_t (*Separator)(const Reading *, const Py_UCS4 *, size_t, size_t);

/* Count the cells between separators, and those known among them if `known` is given; 0 cells if
 * one of them is too long. */
static size_t
count_cells(State *state, Separator separator, const Py_UCS4 *signs, size_t length, size_t *known)
{
    size_t cells = 0, start = 0, token = state->token_count;
    for (size_t at = 0; at <= length;) {
        size_t width = at < length ? separator(state->reading, signs, at, length) : 0;
        if (at < length && width == 0) {
            at++;
            continue;
        }
        size_t first = start, last = at;
        while (first < last && Py_UNICODE_ISSPACE(signs[first]))
            first++;
        while (last > first && Py_UNICODE_ISSPACE(signs[last - 1]))
            last--;
        Py_ssize_t count = fold_part(state, signs + first, last - first);
        if (known != NULL && count >= 0)
            *known += (size_t)is_known(state, signs + first, last - first, token, (size_t)count);
        drop_tokens(state, token);
        if (count < 0 || count > state->reading->limits.longest_cell)
            return 0;
        cells++;
        start = at = at < length ? at + width : length + 1;
    }
    return cells;
}

static int
has_separator(const Reading *reading, Separator separator, const Py_UCS4 *signs, size_t length)
{
    for (size_t at = 0; at < length; at++)
        if (separator(reading, signs, at, length))
            return 1;
    return 0;
}

static int
are_cells(State *state, const Py_UCS4 *signs, size_t length)
{
    size_t cells = 0, needed = 0, known = 0;
    Separator separator = strong_separator;
    if (has_separator(state->reading, separator, signs, length))
        cells = count_cells(state, separator, signs, length, NULL);
    needed = cells == 2 ? 2 : (cells + 2) / 3;
    if (cells < 2) {
        separator = weak_separator;
        if (has_separator(state->reading, separator, signs, length))
            cells = count_cells(state, separator, signs, length, NULL);
        needed = (cells + 1) / 2;
    }
    if (cells < 2)
        return 0;
    count_cells(state, separator, signs, length, &known);
    return known >= needed;
}

/* What a short line that is no sentence looks like. */
int
line_looks(State *state, const uint32_t *words, size_t count, const Py_UCS4 *signs, size_t length,
           uint32_t labels)
{
    if (is_business(state, words, count))
        return SPEAKING;
    if (count_flag(state, words, count, DECIMAL) == count)
        return OTHER;
    if (is_dated(state, words, count))
        return DATED;
    if (is_breadcrumb(state, words, count) || are_cells(state, signs, length))
        return SPEAKING;
    return labels & LABEL ? SPEAKING : PLAIN;
}
