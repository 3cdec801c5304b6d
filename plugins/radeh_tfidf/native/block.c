/* What a feature extractor adds to the decisions: a weight a word, looked up once a thread. */
#include <math.h>

#include "counting.h"

typedef struct {
    PyObject_HEAD
    PyObject *terms_kept;
    const radeh_strings *terms;
    int n_outputs, sublinear, norm_l2, mean;
    double *weights; /* for each term, and none: its idf, then a weight for each output */
    radeh_block seam;
} Block;

/* A word without a column has the one behind the last, where every weight is zero. */
#define SEVERAL (RADEH_NONE - 1) /* the word is several terms, or one among other marks */
#define UNSEEN (RADEH_NONE - 2)
#define N_LOGARITHMS 64

typedef struct {
    const Block *block;
    uint32_t *columns; /* of words, by the reader's numbers */
    size_t columns_room;
    uint32_t *counts; /* by column; all zero between texts; made when a text first needs it */
    uint32_t *touched;
    size_t touched_room, n_touched;
    double *sums;
    double weights_of_counts[N_LOGARITHMS];
} State;

static void
block_close(void *self)
{
    State *state = self;
    free(state->columns);
    free(state->counts);
    free(state->touched);
    free(state->sums);
    free(state);
}

static void *
block_open(void *self)
{
    State *state = calloc(1, sizeof *state);
    if (state == NULL)
        return NULL;
    state->block = self;
    state->sums = calloc((size_t)state->block->n_outputs + 1, sizeof *state->sums);
    for (int k = 1; k < N_LOGARITHMS; k++)
        state->weights_of_counts[k] = state->block->sublinear ? 1 + log(k) : k;
    if (state->sums == NULL) {
        block_close(state);
        return NULL;
    }
    return state;
}

static uint32_t
column_of(const Block *block, const Py_UCS4 *letters, Py_ssize_t length)
{
    for (Py_ssize_t i = 0; i < length; i++)
        if (!is_word_letter(letters[i]))
            return SEVERAL;
    uint32_t column = radeh_find(block->terms, letters, (size_t)length);
    return column == RADEH_NONE ? block->terms->count : column;
}

/* Have a place for every word that the reader knows. */
static int
know_words(State *state, const radeh_bag *bag)
{
    size_t known = bag->reading->forgotten ? 0 : state->columns_room;
    if (radeh_reserve((void **)&state->columns, &state->columns_room, bag->reading->known + 1,
                      sizeof *state->columns) < 0)
        return -1;
    for (; known < state->columns_room; known++)
        state->columns[known] = UNSEEN;
    return 0;
}

static uint32_t
look_up(State *state, const radeh_bag *bag, uint32_t word)
{
    Py_ssize_t length;
    const Py_UCS4 *letters = bag->reader->spelling(bag->state, word, &length);
    return state->columns[word] = column_of(state->block, letters, length);
}

static inline double
term_weight(const State *state, uint32_t count)
{
    if (count >= N_LOGARITHMS)
        return state->block->sublinear ? 1 + log(count) : count;
    return state->weights_of_counts[count];
}

/* Add a term's share to the sums; return what it adds to the length of the row. */
static inline double
add_term(const State *state, uint32_t column, uint32_t count, double *sums, const int n_outputs)
{
    const double *weights = state->block->weights + (size_t)column * ((size_t)n_outputs + 1);
    double value = term_weight(state, count) * weights[0];
    for (int k = 0; k < n_outputs; k++)
        sums[k] += value * weights[k + 1];
    return state->block->mean ? value : value * value;
}

/* Compiled once for each small number of outputs: then the sums stay in registers. */
static inline double
add_all(State *state, const radeh_bag *bag, const int n_outputs)
{
    double sums[4] = {0}, length = 0;
    for (Py_ssize_t i = 0; i < bag->n_distinct; i++)
        length += add_term(state, state->columns[bag->distinct[i]], bag->counts[i], sums, n_outputs);
    memcpy(state->sums, sums, (size_t)n_outputs * sizeof *sums);
    return length;
}

static double
add_words(State *state, const radeh_bag *bag)
{
    double length = 0;
    switch (state->block->n_outputs) {
    case 1: return add_all(state, bag, 1);
    case 2: return add_all(state, bag, 2);
    case 3: return add_all(state, bag, 3);
    case 4: return add_all(state, bag, 4);
    }
    for (Py_ssize_t i = 0; i < bag->n_distinct; i++)
        length += add_term(state, state->columns[bag->distinct[i]], bag->counts[i], state->sums,
                           state->block->n_outputs);
    return length;
}

static int
count_column(State *state, uint32_t column, uint32_t count)
{
    if (radeh_reserve((void **)&state->touched, &state->touched_room, state->n_touched + 1,
                      sizeof *state->touched) < 0)
        return -1;
    if (state->counts[column] == 0)
        state->touched[state->n_touched++] = column;
    state->counts[column] += count;
    return 0;
}

/* Count the terms that a word is split into by marks that are neither letters nor digits. */
static int
count_parts(State *state, const radeh_bag *bag, uint32_t word, uint32_t count)
{
    Py_ssize_t length, start = 0;
    const Py_UCS4 *letters = bag->reader->spelling(bag->state, word, &length);
    for (Py_ssize_t i = 0; i <= length; i++) {
        if (i < length && is_word_letter(letters[i]))
            continue;
        uint32_t column = radeh_find(state->block->terms, letters + start, (size_t)(i - start));
        if (i > start && column != RADEH_NONE && count_column(state, column, count) < 0)
            return -1;
        start = i + 1;
    }
    return 0;
}

/* The way of texts with words of several terms: counts are gathered by column first. */
static int
add_by_column(State *state, const radeh_bag *bag, double *length)
{
    if (state->counts == NULL) {
        state->counts = calloc((size_t)state->block->terms->count + 1, sizeof *state->counts);
        if (state->counts == NULL)
            return -1;
    }
    int done = 0;
    state->n_touched = 0;
    for (Py_ssize_t i = 0; i < bag->n_distinct && done == 0; i++) {
        uint32_t word = bag->distinct[i], column = state->columns[word];
        if (column == SEVERAL)
            done = count_parts(state, bag, word, bag->counts[i]);
        else
            done = count_column(state, column, bag->counts[i]);
    }
    for (size_t i = 0; i < state->n_touched; i++) {
        uint32_t column = state->touched[i];
        *length += add_term(state, column, state->counts[column], state->sums,
                            state->block->n_outputs);
        state->counts[column] = 0;
    }
    return done;
}

static int
block_score(void *self, const radeh_bag *bag, double *decisions)
{
    State *state = self;
    const Block *block = state->block;
    const double *weights = block->weights;
    size_t width = (size_t)block->n_outputs + 1;
    double length = 0;
    int several = 0, k;
    if (know_words(state, bag) < 0)
        return -1;
    for (Py_ssize_t i = 0; i < bag->n_distinct; i++) {
        uint32_t column = state->columns[bag->distinct[i]];
        if (column == UNSEEN)
            column = look_up(state, bag, bag->distinct[i]);
        several |= column == SEVERAL;
        if (column < UNSEEN)
            RADEH_PREFETCH(weights + (size_t)column * width);
    }
    for (k = 0; k < block->n_outputs; k++)
        state->sums[k] = 0;
    if (several) {
        if (add_by_column(state, bag, &length) < 0)
            return -1;
    } else {
        length = add_words(state, bag);
    }
    double divisor = block->mean ? length : block->norm_l2 ? sqrt(length) : 1;
    for (k = 0; k < block->n_outputs && divisor != 0; k++)
        decisions[k] += state->sums[k] / divisor;
    return 0;
}

/* Copy idf and weights side by side: what a term needs lies in one place. */
static int
fill_weights(Block *block, PyObject *idf, PyObject *weights)
{
    Py_buffer first = {0}, second = {0};
    size_t count = block->terms->count, width = (size_t)block->n_outputs;
    int filled = -1;
    if (PyObject_GetBuffer(idf, &first, PyBUF_SIMPLE) == 0 &&
        PyObject_GetBuffer(weights, &second, PyBUF_SIMPLE) == 0) {
        block->weights = calloc((count + 1) * (width + 1), sizeof(double));
        if ((size_t)first.len != count * sizeof(double) ||
            (size_t)second.len != count * width * sizeof(double))
            PyErr_SetString(PyExc_ValueError, "idf and weights must be doubles for each term");
        else if (block->weights == NULL)
            PyErr_NoMemory();
        else
            filled = 0;
    }
    for (size_t i = 0; filled == 0 && i < count; i++) {
        double *to = block->weights + i * (width + 1);
        to[0] = ((double *)first.buf)[i];
        memcpy(to + 1, (double *)second.buf + i * width, width * sizeof(double));
    }
    PyBuffer_Release(&first);
    PyBuffer_Release(&second);
    return filled;
}

static PyObject *
block_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"terms", "idf", "weights", "n_outputs", "sublinear_tf", "divide", NULL};
    PyObject *terms, *idf, *weights;
    int n_outputs, sublinear;
    const char *divide;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OOOips:Block", names, &terms, &idf, &weights,
                                     &n_outputs, &sublinear, &divide))
        return NULL;
    if (!is_terms(terms)) {
        PyErr_SetString(PyExc_TypeError, "terms must be a Terms object");
        return NULL;
    }
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Block *block = (Block *)allocate(type, 0);
    if (block == NULL)
        return NULL;
    block->terms_kept = Py_NewRef(terms);
    block->terms = &((Terms *)terms)->table;
    block->n_outputs = n_outputs;
    block->sublinear = sublinear;
    block->mean = strcmp(divide, "sum") == 0;
    block->norm_l2 = strcmp(divide, "l2") == 0;
    block->seam = (radeh_block){block, n_outputs, block_open, block_close, block_score};
    if (fill_weights(block, idf, weights) < 0)
        Py_CLEAR(block);
    return (PyObject *)block;
}

static void
block_dealloc(PyObject *self)
{
    Block *block = (Block *)self;
    PyTypeObject *type = Py_TYPE(self);
    free(block->weights);
    Py_CLEAR(block->terms_kept);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static PyObject *
block_seam(PyObject *self, void *closure)
{
    return radeh_capsule(self, &((Block *)self)->seam, RADEH_BLOCK);
}

static PyGetSetDef block_attributes[] = {
    {"native_block", block_seam, NULL, "The capsule of the seam: see radeh_words.h.", NULL},
    {NULL},
};

static PyType_Slot block_slots[] = {
    {Py_tp_new, block_new},
    {Py_tp_dealloc, block_dealloc},
    {Py_tp_getset, block_attributes},
    {Py_tp_doc, "Weights of terms for each output: one part of the decisions."},
    {0, NULL},
};

PyType_Spec block_spec = {
    .name = "radeh_tfidf._native.Block",
    .basicsize = sizeof(Block),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = block_slots,
};
