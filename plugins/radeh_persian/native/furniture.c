/* Cut page furniture, after furniture.py: which lines, and what inside the others. */
#include "reader.h"

#define MAKE_SIGNS(type)                                                          \
    for (Py_ssize_t i = line->start; i < line->end; i++) {                        \
        Py_UCS4 letter = ((const type *)text)[i];                                 \
        uint32_t cell = cells[letter]; /* filled by the scan */                   \
        /* No branch: which characters are white or empty cannot be foreseen. */  \
        *sign = letter ^ ((letter ^ ' ') & (0 - (cell >> 29 & 1)));               \
        sign += CELL_KIND(cell) != EMPTY;                                         \
    }

/* Keep the line without invisible marks, every space plain, and none at its ends. */
static int
look_at_signs(State *state, Line *line)
{
    const void *text = state->text_data;
    const uint32_t *cells = state->cells;
    if (line->looked_at)
        return 0;
    if (RESERVE(state, letters, (size_t)(line->end - line->start)) < 0)
        return -1;
    Py_UCS4 *first = state->letters + state->letters_count, *sign = first;
    if (state->kind == 1) {
        MAKE_SIGNS(Py_UCS1)
    } else if (state->kind == 2) {
        MAKE_SIGNS(Py_UCS2)
    } else {
        MAKE_SIGNS(Py_UCS4)
    }
    while (first < sign && *first == ' ')
        first++;
    while (sign > first && sign[-1] == ' ')
        sign--;
    line->looked_at = 1;
    line->signs = (size_t)(first - state->letters);
    line->signs_length = (size_t)(sign - first);
    state->letters_count = (size_t)(sign - state->letters);
    return 0;
}

/* The place of the last character before `end` that shows, or -1. */
static Py_ssize_t
last_shown(const State *state, const Line *line, Py_ssize_t end)
{
    do
        end--;
    while (end >= line->start &&
           CELL_KIND(state->cells[PyUnicode_READ(state->kind, state->text_data, end)]) == EMPTY);
    return end >= line->start ? end : -1;
}

/* See how the line ends: behind the last sign there may be spaces, quotation marks, brackets. */
static void
look_at_end(const State *state, Line *line)
{
    const Reading *reading = state->reading;
    Py_ssize_t at = last_shown(state, line, line->end);
    Py_UCS4 sign = 0;
    for (; at >= 0; at = last_shown(state, line, at)) {
        sign = PyUnicode_READ(state->kind, state->text_data, at);
        if (!(state->cells[sign] & CELL_WHITE) && !holds(reading->closers, sign))
            break;
    }
    if (at < 0)
        return;
    Py_ssize_t before = last_shown(state, line, at);
    int two = sign == '.' && before >= 0 &&
              PyUnicode_READ(state->kind, state->text_data, before) == '.';
    line->trails = holds(reading->ellipsis, sign) || two;
    line->ends = holds(reading->sentence_ends, sign) && !line->trails;
    line->stops = holds(reading->full_stops, sign) && !line->trails;
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

static int
is_copyright(const State *state, const Line *line)
{
    const Py_UCS4 *signs = state->letters + line->signs;
    return contains(signs, line->signs_length, state->reading->copyright_sign) ||
           contains(signs, line->signs_length, state->reading->copyright_word);
}

/* What a line says of itself; PLAIN is nothing. */
static int
own_reason(State *state, Line *line)
{
    const Limits *limits = &state->reading->limits;
    const uint32_t *words = state->token + line->token;
    size_t count = line->tokens;
    uint32_t labels = 0;
    if (line->is_long)
        return PLAIN;
    uint32_t marks = marks_of_words(state, words, count);
    if (line->tells && look_at_signs(state, line) < 0)
        return -1;
    if (line->tells &&
        label_marks(state, state->letters + line->signs, line->signs_length, &labels) < 0)
        return -1;
    words = state->token + line->token; /* folding the label may have moved it */
    if ((marks | labels) & TAIL)
        return RELATED;
    if (marks & LEARNED)
        return SPEAKING;
    if (count <= (size_t)limits->longest_headed &&
        (has_head(state, words, count) || (line->tells && is_copyright(state, line))))
        return SPEAKING;
    if (marks & LINE)
        return SPEAKING;
    if (count > (size_t)limits->longest_furniture || line->ends)
        return PLAIN;
    if (line->parts && look_at_signs(state, line) < 0)
        return -1;
    return line_looks(state, words, count, state->letters + line->signs,
                      line->parts ? line->signs_length : 0, labels);
}

static int
is_headline(const State *state, const Line *line)
{
    const Limits *limits = &state->reading->limits;
    return !line->is_long && line->tokens >= (uint32_t)limits->shortest_headline &&
           line->tokens <= (uint32_t)limits->longest_headline && !line->ends;
}

static int
closes_tail(const State *state, const Line *line)
{
    const Limits *limits = &state->reading->limits;
    if (line->is_long || line->tokens > (uint32_t)limits->longest_headline)
        return line->is_long || !line->trails;
    return line->tokens >= (uint32_t)limits->shortest_sentence && line->stops;
}

static int
is_scrap(const State *state, const Line *line)
{
    return !line->is_long && line->tokens <= (uint32_t)state->reading->limits.longest_scrap &&
           !line->ends;
}

/* Whether a line that leads to others, such as "related:", says nothing after its colon. */
static int
opens_tail(const State *state, const Line *line)
{
    size_t end = line->signs_length;
    const Py_UCS4 *signs = state->letters + line->signs;
    while (end && holds(state->reading->tail_ends, signs[end - 1]))
        end--;
    for (size_t i = 0; i < end; i++)
        if (signs[i] == state->reading->colon)
            return 0;
    return 1;
}

static int
same_line(const State *state, const Line *one, const Line *other)
{
    return one->tokens == other->tokens &&
           memcmp(state->token + one->token, state->token + other->token,
                  one->tokens * sizeof *state->token) == 0;
}

/* Whether the line was seen before; if not and it is to be `kept`, it is from now on. */
static int
was_seen(State *state, uint32_t index, int kept)
{
    const Line *line = &state->line[index];
    uint32_t mask = (uint32_t)state->place_count - 1, hash = 0;
    for (uint32_t i = 0; i < line->tokens; i++)
        hash = (hash ^ state->token[line->token + i]) * 0x9e3779b1u;
    for (uint32_t at = (hash >> 7) & mask;; at = (at + 1) & mask) {
        if (state->place[at] == RADEH_NONE) {
            if (kept)
                state->place[at] = index;
            return 0;
        }
        if (same_line(state, line, &state->line[state->place[at]]))
            return 1;
    }
}

static int
open_seen(State *state)
{
    size_t size = 16;
    while (size < 2 * state->line_count)
        size *= 2;
    if (radeh_reserve((void **)&state->place, &state->place_room, size, sizeof *state->place) < 0)
        return -1;
    memset(state->place, 0xff, size * sizeof *state->place);
    state->place_count = size;
    return 0;
}

static int
give_reasons(State *state)
{
    size_t persian = 0;
    int tail = 0;
    for (size_t i = 0; i < state->line_count; i++)
        persian += !state->line[i].latin || state->line[i].is_long;
    if (open_seen(state) < 0)
        return -1;
    for (size_t i = 0; i < state->line_count; i++) {
        Line *line = &state->line[i];
        int reason = own_reason(state, line);
        if (reason < 0 || state->failed)
            return -1;
        if (reason == RELATED) {
            if (look_at_signs(state, line) < 0)
                return -1;
            tail = opens_tail(state, line);
            reason = SPEAKING;
        } else if (!reason) {
            tail = tail && !closes_tail(state, line);
            if (tail)
                reason = SPEAKING;
            else if (is_headline(state, line) && was_seen(state, (uint32_t)i, 0))
                reason = OTHER;
            else if (line->latin && 2 * persian > state->line_count && is_scrap(state, line))
                reason = OTHER;
            else if (!line->is_long)
                was_seen(state, (uint32_t)i, 1);
        }
        line->reason = (uint8_t)reason;
    }
    return 0;
}

static int
speaks(const Line *line, int dated)
{
    return line->reason == SPEAKING || (dated && line->reason == DATED);
}

static void
mark_scraps(State *state)
{
    const Limits *limits = &state->reading->limits;
    size_t count = state->line_count, index = 0, headline;
    Line *line = state->line;
    while (index < count && line[index].reason)
        index++;
    headline = index;
    if (index == 0 || (index < count && !line[index].is_long &&
                       line[index].tokens > (uint32_t)limits->longest_byline))
        index++; /* the first line that is not furniture may be the headline */
    while (index < count) {
        size_t end = index;
        while (end < count && !line[end].reason && is_scrap(state, &line[end]))
            end++;
        if (end > index) {
            int before = speaks(&line[index - 1], 1);
            int after = end == count || speaks(&line[end], 1);
            int few = end - index <= (size_t)limits->most_scraps;
            int tiny = end - index == 1 && index != headline &&
                       line[index].tokens <= (uint32_t)limits->longest_byline;
            for (size_t i = index; few && i < end; i++)
                if ((before && after) || (tiny && (before || after)))
                    line[i].reason = OTHER;
        }
        index = end + 1;
    }
}

static void
mark_end(State *state)
{
    size_t last = state->line_count;
    int ended = 0;
    for (size_t i = 0; i < state->line_count; i++)
        if (closes_tail(state, &state->line[i]))
            last = i;
    for (size_t i = last + 1; i < state->line_count; i++) {
        Line *line = &state->line[i];
        ended |= speaks(line, 0);
        if (ended && !line->reason && !(line->ends && !line->is_long))
            line->reason = OTHER;
    }
}

/* Read the words of the lines, and look at the short ones. */
static int
look_at_lines(State *state)
{
    for (size_t i = 0; i < state->line_count; i++) {
        Line *line = &state->line[i];
        uint32_t flags = LATIN, triggered = 0;
        for (uint32_t word = line->first; word < line->after; word++)
            triggered |= flags_of(state, state->raw[word]) & TRIGGER;
        line->triggered = triggered != 0;
        line->token = (uint32_t)state->token_count;
        if ((triggered || !line->is_long) && join(state, line->first, line->after) < 0)
            return -1;
        line->tokens = (uint32_t)state->token_count - line->token;
        line->latin = 1;
        if (line->is_long)
            continue;
        for (uint32_t k = 0; k < line->tokens; k++)
            flags &= flags_of(state, state->token[line->token + k]);
        line->latin = (flags & LATIN) != 0;
        look_at_end(state, line);
    }
    return 0;
}

static void
drop_cuts(State *state)
{
    size_t kept = 0, from = 0, left = state->raw_count;
    for (size_t k = 0; k < state->cut_count; k++)
        left -= state->cut[k].to - state->cut[k].from;
    if (left == 0)
        return; /* a page is never emptied */
    for (size_t k = 0; k <= state->cut_count; k++) {
        size_t to = k < state->cut_count ? state->cut[k].from : state->raw_count;
        memmove(state->raw + kept, state->raw + from, (to - from) * sizeof *state->raw);
        kept += to - from;
        from = k < state->cut_count ? state->cut[k].to : to;
    }
    state->raw_count = kept;
}

/* Drop the words of furniture from the words that were scanned with their lines. */
int
drop_furniture(State *state, int kind, const void *text)
{
    state->token_count = state->first_count = state->letters_count = state->cut_count = 0;
    state->kind = kind;
    state->text_data = text;
    if (look_at_lines(state) < 0)
        return -1;
    if (state->line_count > 1) {
        if (give_reasons(state) < 0)
            return -1;
        mark_scraps(state);
        mark_end(state);
    }
    for (size_t i = 0; i < state->line_count; i++) {
        const Line *line = &state->line[i];
        Cut whole = {line->first, line->after};
        if (line->reason ? PUSH(state, cut, whole) < 0
                         : line->triggered && cut_phrases(state, line->token,
                                                          line->token + line->tokens,
                                                          line->after) < 0)
            return -1;
    }
    drop_cuts(state);
    state->token_count = state->first_count = 0;
    return 0;
}
