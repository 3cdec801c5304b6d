/* The seam between a normalizer that reads natively and features that score natively.
 *
 * A normalizer's light object offers a `radeh_reader` in a capsule named RADEH_READER, as its
 * attribute `native_reader`; a feature extractor's offers a `radeh_block` in one named RADEH_BLOCK,
 * as `native_block`. When every part of a model has one, radeh joins them: the reader turns a text
 * into the numbers of its words, the words are counted once, and each block adds its part of the
 * decisions. Neither side knows the other.
 *
 * `open` gives what one thread needs for itself, or NULL without memory. Everything but `open` and
 * `close` is called without the GIL. A capsule keeps its owner, and so what it opened, alive.
 */
#ifndef RADEH_WORDS_H
#define RADEH_WORDS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#define RADEH_READER "radeh.reader.1"
#define RADEH_BLOCK "radeh.block.1"

/* What a text was read as. A word keeps its number, and its spelling, from text to text, until a
 * reading says that it has `forgotten` them all. Every number is below `known`. */
typedef struct {
    const uint32_t *words;
    Py_ssize_t count;
    uint32_t known;
    int forgotten;
} radeh_reading;

typedef struct {
    void *self;
    void *(*open)(void *self);
    void (*close)(void *state);
    /* Read a text of `length` characters of `kind` bytes; 0, or -1: no memory, or a Python
     * exception is set in a callback's stead. What was read stays until the next call. */
    int (*read)(void *state, int kind, const void *text, Py_ssize_t length, radeh_reading *reading);
    const Py_UCS4 *(*spelling)(void *state, uint32_t word, Py_ssize_t *length);
} radeh_reader;

/* The words of a text, counted; `distinct` in the order of their first coming. */
typedef struct {
    const radeh_reader *reader;
    void *state; /* the reader's */
    const radeh_reading *reading;
    const uint32_t *distinct;
    const uint32_t *counts;
    Py_ssize_t n_distinct;
} radeh_bag;

typedef struct {
    void *self;
    int n_outputs;
    void *(*open)(void *self);
    void (*close)(void *state);
    /* Add this block's part to `decisions`, of n_outputs numbers; 0, or -1: no memory. The sum must
     * depend on the text alone, not on what was read before. */
    int (*score)(void *state, const radeh_bag *bag, double *decisions);
} radeh_block;

static inline void
radeh_capsule_free(PyObject *capsule)
{
    Py_XDECREF((PyObject *)PyCapsule_GetContext(capsule));
}

/* Return a capsule of one side of the seam that keeps its owner alive. */
static inline PyObject *
radeh_capsule(PyObject *owner, void *side, const char *name)
{
    PyObject *capsule = PyCapsule_New(side, name, radeh_capsule_free);
    if (capsule != NULL && PyCapsule_SetContext(capsule, owner) == 0)
        Py_INCREF(owner);
    return capsule;
}

#endif
