/* From a text to its plain words: characters folded, addresses left out, before any joint. */
#include "reader.h"

typedef struct {
    State *state;
    int lines;
    Py_ssize_t line_start;
    size_t line_length;  /* letters and signs of the line, as it reads */
    size_t run_raw;      /* words there were when the run began */
    size_t run_word;     /* letters of the word that the run began in */
    int in_run, marked;
} Scan;

static int
end_word(Scan *scan)
{
    State *state = scan->state;
    if (state->word_count == 0)
        return 0;
    scan->line_length += state->word_count;
    uint32_t number = intern(state, state->word, state->word_count);
    state->word_count = 0;
    return number == RADEH_NONE ? -1 : PUSH(state, raw, number);
}

/* Take back the words of an address; what it cut short ends where it began. */
static int
end_run(Scan *scan)
{
    State *state = scan->state;
    scan->in_run = 0;
    if (!scan->marked)
        return 0;
    scan->marked = 0;
    scan->line_length += state->word_count;
    if (state->raw_count > scan->run_raw) { /* a word has ended inside of the run */
        uint32_t word = state->raw[scan->run_raw];
        state->raw_count = scan->run_raw;
        state->word_count = 0;
        for (size_t i = 0; i < scan->run_word; i++)
            if (PUSH(state, word, radeh_letters(&state->lexicon, word)[i]) < 0)
                return -1;
    } else {
        state->word_count = scan->run_word;
    }
    scan->line_length -= state->word_count; /* counted above, and again by end_word */
    return end_word(scan);
}

static int
visible(Scan *scan, Py_UCS4 sign)
{
    State *state = scan->state;
    const Reading *reading = state->reading;
    if (!scan->in_run) {
        scan->in_run = 1;
        scan->run_raw = state->raw_count;
        scan->run_word = state->word_count;
        state->run_count = 0;
    }
    if (PUSH(state, run, (char)sign) < 0)
        return -1;
    if (reading->ends_mark[sign] && !scan->marked)
        for (int k = 0; k < reading->n_address_marks; k++) {
            Letters mark = reading->address_marks[k];
            size_t back = (size_t)mark.length, same = 0;
            if (back > state->run_count)
                continue;
            const char *tail = state->run + state->run_count - back;
            while (same < back && (Py_UCS4)tail[same] == mark.letters[same])
                same++;
            scan->marked |= same == back;
        }
    return 0;
}

static int
end_line(Scan *scan, Py_ssize_t end)
{
    State *state = scan->state;
    size_t first = state->line_count ? state->line[state->line_count - 1].after : 0;
    int is_long = scan->line_length > (size_t)state->reading->limits.longest_line;
    Line line = {.start = scan->line_start, .end = end, .first = (uint32_t)first,
                 .after = (uint32_t)state->raw_count, .is_long = (uint8_t)is_long};
    scan->line_start = end + 1;
    scan->line_length = 0;
    if (line.first == line.after && !is_long)
        return 0;
    return PUSH(state, line, line);
}

/* One letter, sign or space as it reads. */
static inline int
plain(Scan *scan, Py_UCS4 letter, int is_word)
{
    State *state = scan->state;
    if (letter < 0x7f ? visible(scan, letter) < 0 : (scan->in_run && end_run(scan) < 0))
        return -1;
    if (is_word)
        return PUSH(state, word, letter);
    scan->line_length++;
    return end_word(scan);
}

static int
piece(Scan *scan, uint32_t number)
{
    const radeh_strings *pieces = &scan->state->pieces;
    for (uint32_t i = 0; i < pieces->entries[number].length; i++)
        if (plain(scan, radeh_letters(pieces, number)[i], 1) < 0)
            return -1;
    return 0;
}

static int
slow(Scan *scan, uint32_t cell, Py_ssize_t at)
{
    switch (CELL_KIND(cell)) {
    case EMPTY:
        break;
    case SPACE:
        if (end_word(scan) < 0 || (scan->in_run && end_run(scan) < 0))
            return -1;
        break;
    case SIGN:
        return plain(scan, CELL_VALUE(cell), 0);
    case LETTER:
        return plain(scan, CELL_VALUE(cell), 1);
    case PIECE:
        return piece(scan, CELL_VALUE(cell));
    default:
        return -1;
    }
    return cell & CELL_BREAK && scan->lines ? end_line(scan, at) : 0;
}

/* One loop for each width of a string's characters. */
#define SCAN_LOOP(type)                                                                     \
    for (Py_ssize_t i = 0; i < length; i++) {                                               \
        uint32_t cell = cell_of(state, ((const type *)text)[i]);                            \
        if ((cell & 0x0f000000u) == (uint32_t)LETTER << 24 && !scan.in_run &&               \
            state->word_count < state->word_room)                                           \
            state->word[state->word_count++] = CELL_VALUE(cell);                            \
        else if (slow(&scan, cell, i) < 0)                                                  \
            return -1;                                                                      \
    }

int
scan(State *state, int kind, const void *text, Py_ssize_t length, int lines)
{
    Scan scan = {.state = state, .lines = lines};
    state->word_count = 0;
    if (kind == 1) {
        SCAN_LOOP(Py_UCS1)
    } else if (kind == 2) {
        SCAN_LOOP(Py_UCS2)
    } else {
        SCAN_LOOP(Py_UCS4)
    }
    if (end_word(&scan) < 0 || (scan.in_run && end_run(&scan) < 0))
        return -1;
    return lines ? end_line(&scan, length) : 0;
}
