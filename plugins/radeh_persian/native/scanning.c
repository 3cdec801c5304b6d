/* From a text to its plain words: characters folded, addresses left out, before any joint. */
#include "reader.h"

/* So many words are read before they are looked up: by then the cache has what was asked for. */
#define MOST_PENDING 128
/* The loop of scan_part pushes without looking. */
#define PENDING_ROOM (MOST_PENDING + 2)
#define STRIDES(length) (((length) + RADEH_STRIDE - 1) & ~(size_t)(RADEH_STRIDE - 1))

typedef struct {
    State *state;
    int lines;
    Py_ssize_t line_start;
    size_t start;       /* of the word's letters */
    size_t line_length; /* letters and signs of the line, as it reads */
    size_t run_words;   /* words there were when the run began */
    size_t run_word;    /* letters of the word that the run began in */
    uint32_t told;      /* the cells of the line's signs, together */
    int in_run, marked;
} Scan;

/* Texts are read in parts of so many characters, with room made before for their letters, and for
 * zeros behind each word: a word of one letter takes a stride. */
#define PART 2048
#define PART_ROOM (PART * RADEH_STRIDE / 2 + PART + 2 * RADEH_STRIDE)

static size_t
words_so_far(const State *state)
{
    return state->raw_count + state->pending_count;
}

/* Whether letters are those of a word; there are zeros behind both. */
static inline int
same_letters(const Word *word, const Py_UCS4 *letters, uint32_t length)
{
    uint64_t its[RADEH_STRIDE / 2], ours[RADEH_STRIDE / 2], differ;
    memcpy(its, word->letters, sizeof its);
    memcpy(ours, letters, sizeof ours);
    differ = (its[0] ^ ours[0]) | (its[1] ^ ours[1]) | (its[2] ^ ours[2]) | (its[3] ^ ours[3]);
    if (length <= RADEH_STRIDE || differ)
        return !(differ | (word->length ^ length));
    return word->length == length &&
           memcmp(word->letters, letters, length * sizeof *letters) == 0;
}

/* Look up the words that are waiting. */
static int
look_up(Scan *scan)
{
    State *state = scan->state;
    if (RESERVE(state, raw, state->pending_count) < 0)
        return -1;
    const size_t count = state->pending_count;
    const Py_UCS4 *all = state->word;
    Pending *pending = state->pending;
    const radeh_place *places = state->places;
    uint32_t mask = state->mask;
    for (size_t k = 0; k < count; k++) {
        pending[k].hash = radeh_hash_padded(all + pending[k].start, pending[k].length);
        RADEH_PREFETCH(&places[pending[k].hash & mask]);
    }
    for (size_t k = 0; k < count; k++) /* of an empty place, too: the address is never read */
        RADEH_PREFETCH(state->arena + places[pending[k].hash & mask].number);
    for (size_t k = 0; k < count; k++) {
        Pending word = pending[k];
        const Py_UCS4 *letters = all + word.start;
        radeh_place place = state->places[word.hash & state->mask];
        uint32_t found = place.number;
        if (place.hash != word.hash || found == RADEH_NONE ||
            !same_letters(word_at(state, found), letters, word.length))
            found = intern(state, letters, word.length, word.hash);
        if (found == RADEH_NONE)
            return -1;
        state->raw[state->raw_count++] = found;
    }
    state->pending_count = state->word_count = scan->start = 0;
    return 0;
}

static inline int
end_word(Scan *scan)
{
    State *state = scan->state;
    size_t length = state->word_count - scan->start;
    if (length == 0)
        return 0;
    /* scan_part has made the room. The hash comes later: reading in pairs what was just written one
     * by one would wait for the writes. */
    memset(state->word + state->word_count, 0, RADEH_STRIDE * sizeof *state->word);
    Pending word = {scan->start, (uint32_t)length, 0};
    scan->line_length += length;
    scan->start += STRIDES(length);
    state->word_count = scan->start;
    if (RESERVE(state, pending, PENDING_ROOM) < 0)
        return -1;
    state->pending[state->pending_count++] = word;
    return state->pending_count >= MOST_PENDING && !scan->in_run ? look_up(scan) : 0;
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
    scan->line_length += state->word_count - scan->start;
    if (words_so_far(state) > scan->run_words) { /* a word has ended inside of the run */
        state->pending_count = scan->run_words - state->raw_count;
        scan->start = state->pending[state->pending_count].start;
    }
    state->word_count = scan->start + scan->run_word;
    scan->line_length -= scan->run_word; /* counted above, and again by end_word */
    return end_word(scan);
}

static int
visible(Scan *scan, Py_UCS4 sign)
{
    State *state = scan->state;
    const Reading *reading = state->reading;
    if (!scan->in_run) {
        scan->in_run = 1;
        scan->run_words = words_so_far(state);
        scan->run_word = state->word_count - scan->start;
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
                 .after = (uint32_t)words_so_far(state), .is_long = (uint8_t)is_long,
                 .tells = (scan->told & CELL_TELLS) != 0,
                 .parts = (scan->told & CELL_PARTS) != 0};
    scan->line_start = end + 1;
    scan->line_length = 0;
    scan->told = 0;
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
        return state->word[state->word_count++] = letter, 0;
    scan->line_length++;
    return end_word(scan);
}

static int
piece(Scan *scan, uint32_t number)
{
    const radeh_strings *pieces = &scan->state->pieces;
    if (RESERVE(scan->state, word, pieces->entries[number].length + PART_ROOM) < 0)
        return -1;
    for (uint32_t i = 0; i < pieces->entries[number].length; i++)
        if (plain(scan, radeh_letters(pieces, number)[i], 1) < 0)
            return -1;
    return 0;
}

static int
slow(Scan *scan, uint32_t cell, Py_ssize_t at)
{
    scan->told |= cell;
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
    case VISIBLE:
        return plain(scan, CELL_VALUE(cell), 1);
    case PIECE:
        return piece(scan, CELL_VALUE(cell));
    default:
        return -1;
    }
    return cell & CELL_BREAK && scan->lines ? end_line(scan, at) : 0;
}

/* The loop's own variables, and how they go to the scan and come from it. */
typedef struct {
    Py_UCS4 *words, *start, *letter;
    Pending *pending, *full;
    size_t line_letters;
    uint32_t letters, spaces; /* cells below the first are letters or nothing; of a plain space */
} Fast;

static inline void
leave(Scan *scan, Fast *fast)
{
    State *state = scan->state;
    scan->start = (size_t)(fast->start - fast->words);
    state->word_count = (size_t)(fast->letter - fast->words);
    state->pending_count = (size_t)(fast->pending - state->pending);
    scan->line_length += fast->line_letters;
}

static inline void
enter(const Scan *scan, Fast *fast)
{
    const State *state = scan->state;
    size_t count = state->pending_count;
    fast->words = state->word;
    fast->start = state->word + scan->start;
    fast->letter = state->word + state->word_count;
    fast->pending = state->pending + count;
    fast->full = state->pending + (count < MOST_PENDING ? MOST_PENDING : count + 1);
    fast->line_letters = 0;
    fast->letters = scan->in_run ? 0 : CELL(EMPTY, 0);
    fast->spaces = scan->in_run ? 0 : 1;
}

/* One loop for each width of a string's characters. Letters and what reads as nothing take no other
 * branch than that there are more of them; in a run of visible ASCII, everything goes the slow way. */
#define SCAN_PART(type)                                                              \
    for (Py_ssize_t i = from; i < to; i++) {                                         \
        uint32_t cell = cells[((const type *)text)[i]];                              \
        if (cell - 1 < fast.letters) {                                               \
            *fast.letter = cell;                                                     \
            fast.letter += cell < CELL(EMPTY, 0);                                    \
            continue;                                                                \
        }                                                                            \
        if ((cell & ~CELL_WHITE) - CELL(SPACE, 0) < fast.spaces) {                   \
            size_t length = (size_t)(fast.letter - fast.start);                      \
            if (length == 0)                                                         \
                continue;                                                            \
            memset(fast.letter, 0, RADEH_STRIDE * sizeof(Py_UCS4));                  \
            *fast.pending++ = (Pending){(size_t)(fast.start - fast.words),           \
                                        (uint32_t)length, 0};                        \
            fast.line_letters += length;                                             \
            fast.start += STRIDES(length);                                           \
            fast.letter = fast.start;                                                \
            if (fast.pending < fast.full)                                            \
                continue;                                                            \
            leave(scan, &fast);                                                      \
            if (look_up(scan) < 0)                                                   \
                return -1;                                                           \
            enter(scan, &fast);                                                      \
            continue;                                                                \
        }                                                                            \
        leave(scan, &fast);                                                          \
        if (cell == 0 && (cell = fill_cell(state, ((const type *)text)[i])) == 0)    \
            return -1;                                                               \
        if (slow(scan, cell, i) < 0)                                                 \
            return -1;                                                               \
        enter(scan, &fast);                                                          \
    }                                                                                \
    leave(scan, &fast);

static int
scan_part(Scan *scan, int kind, const void *text, Py_ssize_t from, Py_ssize_t to)
{
    State *state = scan->state;
    if (RESERVE(state, word, PART_ROOM) < 0 || RESERVE(state, pending, PENDING_ROOM) < 0)
        return -1;
    const uint32_t *cells = state->cells;
    Fast fast;
    enter(scan, &fast);
    if (kind == 1) {
        SCAN_PART(Py_UCS1)
    } else if (kind == 2) {
        SCAN_PART(Py_UCS2)
    } else {
        SCAN_PART(Py_UCS4)
    }
    return 0;
}

int
scan(State *state, int kind, const void *text, Py_ssize_t length, int lines)
{
    Scan scan = {.state = state, .lines = lines};
    state->word_count = state->pending_count = 0;
    for (Py_ssize_t from = 0; from < length; from += PART) {
        Py_ssize_t to = length - from < PART ? length : from + PART;
        if (scan_part(&scan, kind, text, from, to) < 0)
            return -1;
    }
    if (end_word(&scan) < 0 || (scan.in_run && end_run(&scan) < 0))
        return -1;
    if (lines && end_line(&scan, length) < 0)
        return -1;
    return look_up(&scan);
}
