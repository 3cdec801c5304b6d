/* From texts to counts of terms, after counting.py and terms.py; and blocks of the fused scorer. */
#ifndef RADEH_TFIDF_COUNTING_H
#define RADEH_TFIDF_COUNTING_H

#include "radeh_strings.h"
#include "radeh_words.h"

/* A half-space holds a word together. */
#define ZWNJ 0x200c

/* Whether letters of the BMP belong to words: 0 not asked yet, 1 no, 2 yes. Threads may fill it at
 * the same time, for they write the same. */
extern uint8_t word_letters[0x10000];

static inline int
is_word_letter(Py_UCS4 letter)
{
    if (letter < 0x10000 && word_letters[letter])
        return word_letters[letter] == 2;
    int is_one = letter == '_' || letter == ZWNJ || Py_UNICODE_ISALNUM(letter);
    if (letter < 0x10000)
        word_letters[letter] = (uint8_t)(1 + is_one);
    return is_one;
}

/* The vocabulary of a fitted extractor, by its file or its terms. */
typedef struct {
    PyObject_HEAD
    radeh_strings table;
} Terms;

extern PyType_Spec terms_spec, block_spec;

typedef struct {
    int characters; /* char_wb, else words */
    Py_ssize_t low, high;
} Analyzer;

/* Calls `term` for each term of a text; -1 as soon as that returns it. */
typedef struct {
    int (*term)(void *self, const Py_UCS4 *letters, size_t length, uint32_t hash);
    int (*known)(void *self, uint32_t number); /* for a term that `table` has */
    void *self;
    const radeh_strings *table; /* where terms will be looked up, for the cache's sake */
    Py_UCS4 *letters; /* of the words of the text, with a space before and after each */
    size_t letters_room;
    size_t *starts; /* of the words; one more for the end */
    size_t starts_room, n_words;
} Terming;

int each_term(Terming *terming, const Analyzer *analyzer, int kind, const void *text,
              Py_ssize_t length);
void terming_close(Terming *terming);

/* A string whose characters are read without the GIL; its owner keeps it. */
typedef struct {
    int kind;
    const void *data;
    Py_ssize_t length;
} Text;

typedef struct {
    uint32_t column, count;
} Cell;

/* Compressed sparse rows. */
typedef struct {
    Cell *cells;
    size_t cells_room, n_cells;
    size_t *ends;
    size_t ends_room, n_rows;
} Rows;

/* Terms and their counts, of some of the texts that are learned from. */
typedef struct {
    PyObject_HEAD
    radeh_strings table;
    Rows rows;
} Part;

int is_part(PyObject *object);
int is_terms(PyObject *object);
int count_sequence(radeh_strings *table, int learns, Rows *rows, const Analyzer *analyzer,
                   PyObject *texts);
PyObject *rows_arrays(Rows *rows, size_t n_columns);
void rows_close(Rows *rows);
PyObject *merge(PyObject *module, PyObject *parts);

#endif
