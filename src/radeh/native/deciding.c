/* From probabilities to records, after deciding.py: what a model says of a text is made here, since
 * a batch in another thread waits for the interpreter as long as it is made. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "kernel.h"

/* What holds, and between what a person should look, of each label. */
typedef struct {
    double threshold, low, high;
} Rule;

typedef struct {
    PyTypeObject *type;
    PyObject *labels; /* a tuple */
    const Rule *rules;
    int multilabel;
    PyObject *names[3]; /* of the record's attributes */
} Deciding;

/* Return a tuple of `count` labels by their numbers. */
static PyObject *
labels_of(const Deciding *how, const Py_ssize_t *numbers, Py_ssize_t count)
{
    PyObject *chosen = PyTuple_New(count);
    for (Py_ssize_t i = 0; chosen != NULL && i < count; i++)
        PyTuple_SET_ITEM(chosen, i, Py_NewRef(PyTuple_GET_ITEM(how->labels, numbers[i])));
    return chosen;
}

/* The labels that hold, the most probable first; of equals, the first. */
static PyObject *
held(const Deciding *how, const double *row, Py_ssize_t *numbers)
{
    Py_ssize_t count = 0, best = 0;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(how->labels); k++) {
        best = row[k] > row[best] ? k : best;
        if (!how->multilabel || !(row[k] >= how->rules[k].threshold))
            continue;
        Py_ssize_t at = count++;
        for (; at > 0 && row[numbers[at - 1]] < row[k]; at--)
            numbers[at] = numbers[at - 1];
        numbers[at] = k;
    }
    if (!how->multilabel)
        numbers[count++] = best;
    return labels_of(how, numbers, count);
}

static PyObject *
doubted(const Deciding *how, const double *row, Py_ssize_t *numbers)
{
    Py_ssize_t count = 0;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(how->labels); k++)
        if (how->rules[k].low < row[k] && row[k] < how->rules[k].high)
            numbers[count++] = k;
    return labels_of(how, numbers, count);
}

static PyObject *
scores_of(const Deciding *how, const double *row)
{
    PyObject *scores = PyDict_New();
    for (Py_ssize_t k = 0; scores != NULL && k < PyTuple_GET_SIZE(how->labels); k++) {
        PyObject *score = PyFloat_FromDouble(row[k]);
        if (score == NULL || PyDict_SetItem(scores, PyTuple_GET_ITEM(how->labels, k), score) < 0)
            Py_CLEAR(scores);
        Py_XDECREF(score);
    }
    return scores;
}

/* Make a record without its constructor, which a frozen class makes slow. */
static PyObject *
record(const Deciding *how, const double *row, Py_ssize_t *numbers)
{
    PyObject *made = how->type->tp_alloc(how->type, 0);
    PyObject *values[] = {held(how, row, numbers), scores_of(how, row), doubted(how, row, numbers)};
    int failed = made == NULL;
    for (int i = 0; i < 3; i++) {
        failed = failed || values[i] == NULL ||
                 PyObject_GenericSetAttr(made, how->names[i], values[i]) < 0;
        Py_XDECREF(values[i]);
    }
    if (failed)
        Py_CLEAR(made);
    return made;
}

static PyObject *
records(const Deciding *how, const double *rows, Py_ssize_t count)
{
    Py_ssize_t width = PyTuple_GET_SIZE(how->labels);
    Py_ssize_t *numbers = PyMem_New(Py_ssize_t, width + 1);
    PyObject *list = numbers == NULL ? PyErr_NoMemory() : PyList_New(count);
    for (Py_ssize_t i = 0; list != NULL && i < count; i++) {
        PyObject *made = record(how, rows + i * width, numbers);
        if (made == NULL)
            Py_CLEAR(list);
        else
            PyList_SET_ITEM(list, i, made);
    }
    PyMem_Free(numbers);
    return list;
}

PyObject *
decide(PyObject *module, PyObject *args)
{
    static const char *const names[] = {"labels", "scores", "review"};
    Py_buffer rules = {0}, rows = {0};
    PyObject *list = NULL;
    Deciding how = {0};
    if (!PyArg_ParseTuple(args, "O!O!y*py*:decide", &PyType_Type, &how.type, &PyTuple_Type,
                          &how.labels, &rules, &how.multilabel, &rows))
        return NULL;
    Py_ssize_t width = PyTuple_GET_SIZE(how.labels) * (Py_ssize_t)sizeof(double);
    how.rules = rules.buf;
    if (width == 0 || rules.len != 3 * width || rows.len % width)
        PyErr_SetString(PyExc_ValueError, "there must be a rule, and in each row a score, a label");
    for (int i = 0; i < 3; i++)
        how.names[i] = PyUnicode_InternFromString(names[i]);
    if (!PyErr_Occurred())
        list = records(&how, rows.buf, rows.len / width);
    for (int i = 0; i < 3; i++)
        Py_XDECREF(how.names[i]);
    PyBuffer_Release(&rules);
    PyBuffer_Release(&rows);
    return list;
}
