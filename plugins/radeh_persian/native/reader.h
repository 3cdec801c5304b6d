/* Reading Persian natively: what the parts share. The Python modules of the same names are the
 * reference, and all their tables come from there when a Reading is made. */
#ifndef RADEH_PERSIAN_READER_H
#define RADEH_PERSIAN_READER_H

#include "radeh_strings.h"
#include "radeh_words.h"

/* Sets that a word, or words between single spaces, may be in; the names are Python's (MARKS in
 * radeh_persian/marks.py). */
enum {
    SUFFIX = 1 << 0,
    ELEMENT = 1 << 1,
    BEGINNING = 1 << 2,
    PENULTIMATE = 1 << 3, /* stands before the last word of a rule */
    TRIGGER = 1 << 4,
    LEAD_FIRST = 1 << 5,
    LEAD_SECOND = 1 << 6,
    LEAD_WHOLE = 1 << 7,
    LEAD_WORD = 1 << 8,
    AGENCY = 1 << 9,
    AGENCY_START = 1 << 10,
    END = 1 << 11,
    END_START = 1 << 12,
    INLINE = 1 << 13,
    INLINE_START = 1 << 14,
    LEARNED = 1 << 15,
    TAIL = 1 << 16,
    LINE = 1 << 17,
    HEAD = 1 << 18,
    HEAD_START = 1 << 19,
    LABEL = 1 << 20,
    BUSINESS = 1 << 21,
    SMALL = 1 << 22,
    DATE = 1 << 23,
    MONTH = 1 << 24,
    /* What the word itself shows. */
    ENDING = 1 << 25,
    UNSETTLED = 1 << 26,
    PERSIAN = 1 << 27,
    DECIMAL = 1 << 28,
    LATIN = 1 << 29,
};
#define STARTS 0x80000000u /* a longer marked phrase starts with it, or with the two */

/* Signs that characters.py's users look for in lines, and limits: filled from Python. */
typedef struct {
    Py_UCS4 *letters;
    Py_ssize_t length;
} Letters;

typedef struct {
    int longest_line, longest_furniture, longest_headed, longest_headline, shortest_headline;
    int longest_scrap, longest_byline, most_scraps, shortest_sentence;
    int longest_lead, longest_signature, longest_cell;
    int shortest_glued, other_words_of_date, longest_date;
    double glued_share;
    int longest_run, longest_chain;
    int longest_agency, longest_inline, longest_end, longest_head;
} Limits;

typedef struct {
    uint64_t *keys; /* node << 21 | letter, plus one; 0: nobody */
    uint32_t *nodes;
    uint32_t mask, count;
    uint8_t *ends;
    size_t ends_room;
} Trie;

/* Immutable once made, so that threads share it; but for `idle`, which the GIL guards. */
typedef struct {
    PyObject_HEAD
    PyObject *table; /* characters.TABLE */
    radeh_strings marked;
    uint32_t *marks; /* for each string of `marked` */
    radeh_strings runs;     /* rules: words between single spaces */
    Letters *readings;      /* for each of `runs` */
    radeh_strings lasts;    /* last words of rules */
    radeh_strings two;      /* the last two words of rules of several */
    uint8_t *two_lengths;   /* for each of `two`, as `lengths` */
    uint8_t *lengths;       /* for each of `lasts`: bit n for a rule of n words */
    Trie names;
    Letters address_marks[8];
    int n_address_marks;
    uint8_t ends_mark[128];
    int furniture, has_rules;
    int longest_suffix;
    Letters silent, respelt_from, respelt_to, after_silent[4];
    int n_after_silent;
    Py_UCS4 first_persian, last_persian, last_latin;
    Letters breaks, strong, weak, weak_pair, dashes, sentence_ends, closers, full_stops;
    Letters tail_ends, copyright_sign, copyright_word, ellipsis, dots;
    Py_UCS4 open_quote, close_quote, colon;
    Letters triggers[64];
    int n_triggers;
    Limits limits;
    radeh_reader seam;
    struct State *idle; /* states that nobody uses; taken and given back under the GIL */
} Reading;

typedef struct {
    uint8_t length, inflection;
} Way;

/* A word that was met. All that is asked of it lies together, so that a look costs one miss of the
 * cache; it is referred to by its place in the arena. */
typedef struct {
    uint32_t flags;
    uint32_t number; /* as the seam knows it */
    uint32_t ways;   /* the first of its ways << 8 | how many */
    uint32_t ruled;  /* RULED_ALONE and so on */
    uint32_t alone;  /* what it reads as if no run ends with it; UNKNOWN: nobody asked */
    uint32_t length;
    Py_UCS4 letters[]; /* and zeros up to a multiple of the stride */
} Word;

/* How rules may touch a word: alone; as the last of several; as the one before the last. */
#define RULED_ALONE 1u
#define RULED_LAST 2u
#define RULED_BEFORE 4u
#define UNKNOWN (RADEH_NONE - 1)

/* What two neighbours came to when they were last met: see `remembered`. */
typedef struct {
    uint32_t left, right, answer;
} Pair;
#define N_PAIRS 8192

/* A word that was read and not yet looked up, so that its look-up can be prefetched. */
typedef struct {
    size_t start;
    uint32_t length, hash;
} Pending;

typedef struct {
    Py_ssize_t start, end; /* in the text */
    uint32_t first, after; /* its words */
    uint32_t token, tokens;
    size_t signs, signs_length; /* of `letters`, if they were looked at: see `look_at_signs` */
    uint8_t is_long, triggered, latin, reason;
    uint8_t ends, stops, trails; /* as a sentence does; with a full stop; with an ellipsis */
    uint8_t tells, parts, looked_at; /* there are signs to look at: a colon, a separator */
} Line;

/* Words of `raw` that are furniture: cut[from:to]. */
typedef struct {
    uint32_t from, to;
} Cut;

#define ARRAY(type, name) type *name; size_t name##_room; size_t name##_count

/* What one thread needs: the words it has met, and room to work in. */
typedef struct State {
    Reading *reading;
    uint32_t *cells;      /* for each character; 0: not asked yet */
    radeh_strings pieces; /* what a character of several letters reads as */
    radeh_place *places; /* of words, by their hashes */
    uint32_t mask;
    ARRAY(uint32_t, arena); /* words, one after another */
    ARRAY(uint32_t, known); /* words by their numbers */
    ARRAY(Way, ways);
    Pair joined[N_PAIRS]; /* the word that two make, settled */
    Pair ruled[N_PAIRS];  /* what a rule of two words makes of them; RADEH_NONE: nothing; UNKNOWN:
                             there are longer rules to look at */
    Pair marked[N_PAIRS]; /* the marks of the two together */
    ARRAY(Py_UCS4, word);    /* letters of what is being read */
    ARRAY(Pending, pending);
    ARRAY(char, run);        /* the visible ASCII being read */
    ARRAY(uint32_t, raw); /* words before joints */
    ARRAY(uint32_t, token);
    ARRAY(uint32_t, first); /* of the raw words of a token */
    ARRAY(uint32_t, text);  /* after rules */
    ARRAY(Line, line);
    ARRAY(Py_UCS4, letters); /* what is looked at of lines */
    ARRAY(uint32_t, place);
    ARRAY(Cut, cut);
    Py_UCS4 *scratch;
    size_t scratch_room;
    uint32_t *covered;
    size_t covered_room;
    int kind; /* of the text at hand */
    const void *text_data;
    int failed; /* 1: a Python callback has raised; 2: no memory */
    struct State *next;
} State;

#define PUSH(state, name, value)                                                              \
    (((state)->name##_count < (state)->name##_room ||                                         \
      radeh_reserve((void **)&(state)->name, &(state)->name##_room, (state)->name##_count + 1, \
                    sizeof *(state)->name) == 0)                                              \
         ? ((state)->name[(state)->name##_count++] = (value), 0)                              \
         : -1)

/* characters.c: what a character reads as; see `cell_*`. 0 after a failure. */
uint32_t fill_cell(State *state, Py_UCS4 code);

/* The cell of most letters is what they read as; the others say in their upper bits what they are.
 * A visible letter is one of ASCII, which may be part of an address. */
enum { LETTER, EMPTY, SPACE, SIGN, VISIBLE, PIECE };
#define CELL(kind, value) ((uint32_t)(kind) << 24 | (value))
#define CELL_KIND(cell) ((cell) >> 24 & 7)
#define CELL_BREAK 0x10000000u
#define CELL_WHITE 0x20000000u  /* white space, which other signs that read as a space are not */
#define CELL_TELLS 0x40000000u  /* of labels and copyright: lines with such signs are looked at */
#define CELL_PARTS 0x80000000u  /* may part the cells of a breadcrumb */
#define CELL_VALUE(cell) ((cell)&0x1fffff)
#define N_CHARACTERS 0x110000u

static inline uint32_t
cell_of(State *state, Py_UCS4 code)
{
    uint32_t cell = state->cells[code];
    return cell ? cell : fill_cell(state, code);
}

/* Make room in an array for so many more; then no push needs to look. */
#define RESERVE(state, name, more)                                                            \
    radeh_reserve((void **)&(state)->name, &(state)->name##_room, (state)->name##_count + (more), \
                  sizeof *(state)->name)

/* scanning.c: append the plain words of a text to `raw`, and its lines if `lines`. */
int scan(State *state, int kind, const void *text, Py_ssize_t length, int lines);

/* lexicon.c; the letters given must not lie in the arena or the scratch room. */
int lexicon_open(State *state);
uint32_t intern(State *state, const Py_UCS4 *letters, size_t length, uint32_t hash);
uint32_t marks_of(const Reading *reading, const Py_UCS4 *letters, size_t length);
/* The sets that words are in together; of one word, all its flags. */
uint32_t marks_of_words(State *state, const uint32_t *words, size_t count);
Py_UCS4 *spelled(State *state, const uint32_t *words, size_t count, size_t extra, size_t *length);
static inline Word *
word_at(const State *state, uint32_t word)
{
    return (Word *)(state->arena + word);
}
static inline uint32_t
flags_of(const State *state, uint32_t word)
{
    return word_at(state, word)->flags;
}
static inline int
holds(Letters set, Py_UCS4 letter)
{
    for (Py_ssize_t i = 0; i < set.length; i++)
        if (set.letters[i] == letter)
            return 1;
    return 0;
}

/* The place where a memory keeps two neighbours; they may be others', if `left` or `right` differ. */
static inline Pair *
remembered(Pair *memory, uint32_t left, uint32_t right)
{
    return &memory[((left * 0x9e3779b1u ^ right) * 0x85ebca6bu) >> 19];
}

/* joints.c: `state->token` and `first` from `raw[from:to]`; they are appended. */
int join(State *state, uint32_t from, uint32_t to);
size_t settle(const Reading *reading, Py_UCS4 *letters, size_t length);
int is_ending(const Reading *reading, const Py_UCS4 *letters, size_t length);

/* variants.c: `state->text` from `state->token`. */
int rewrite(State *state);
int find_ways(State *state, uint32_t word);

/* lines.c */
int line_looks(State *state, const uint32_t *words, size_t count, const Py_UCS4 *signs,
               size_t length, uint32_t labels);
int has_head(State *state, const uint32_t *words, size_t count);
int label_marks(State *state, const Py_UCS4 *signs, size_t length, uint32_t *marks);
enum { PLAIN = 0, RELATED, SPEAKING, DATED, OTHER };

/* furniture.c: drop from `raw` the words of a page's furniture; phrases are in leads.c. */
int drop_furniture(State *state, int kind, const void *text);
int cut_phrases(State *state, uint32_t from, uint32_t to, uint32_t after);

#endif
