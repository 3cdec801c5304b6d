/* Rows of counts: of the terms of a vocabulary, or of whatever terms there are. */
#include "counting.h"

typedef struct {
    radeh_strings *table;
    int learns;
    uint32_t *counts; /* by term; zero between texts */
    size_t counts_room;
    uint32_t *touched;
    size_t touched_room, n_touched;
    Rows *rows;
} Count;

static int
count_term(void *self, const Py_UCS4 *letters, size_t length)
{
    Count *count = self;
    uint32_t number = count->learns ? radeh_intern(count->table, letters, length)
                                    : radeh_find(count->table, letters, length);
    if (number == RADEH_NONE)
        return count->learns ? -1 : 0;
    if (number >= count->counts_room) {
        size_t before = count->counts_room;
        if (radeh_reserve((void **)&count->counts, &count->counts_room, (size_t)number + 1,
                          sizeof *count->counts) < 0)
            return -1;
        memset(count->counts + before, 0, (count->counts_room - before) * sizeof *count->counts);
    }
    if (count->counts[number]++ == 0) {
        if (radeh_reserve((void **)&count->touched, &count->touched_room, count->n_touched + 1,
                          sizeof *count->touched) < 0)
            return -1;
        count->touched[count->n_touched++] = number;
    }
    return 0;
}

static int
end_row(Count *count)
{
    Rows *rows = count->rows;
    size_t total = rows->n_cells + count->n_touched;
    if (radeh_reserve((void **)&rows->cells, &rows->cells_room, total + 1, sizeof *rows->cells) < 0 ||
        radeh_reserve((void **)&rows->ends, &rows->ends_room, rows->n_rows + 1,
                      sizeof *rows->ends) < 0)
        return -1;
    for (size_t i = 0; i < count->n_touched; i++) {
        uint32_t number = count->touched[i];
        rows->cells[rows->n_cells++] = (Cell){number, count->counts[number]};
        count->counts[number] = 0;
    }
    rows->ends[rows->n_rows++] = rows->n_cells;
    count->n_touched = 0;
    return 0;
}

static int
count_all(Count *count, const Analyzer *analyzer, const Text *texts, Py_ssize_t n_texts)
{
    Terming terming = {.term = count_term, .self = count};
    int done = 0;
    for (Py_ssize_t i = 0; i < n_texts && done == 0; i++) {
        done = each_term(&terming, analyzer, texts[i].kind, texts[i].data, texts[i].length);
        done = done < 0 ? -1 : end_row(count);
    }
    terming_close(&terming);
    free(count->counts);
    free(count->touched);
    return done;
}

void
rows_close(Rows *rows)
{
    free(rows->cells);
    free(rows->ends);
    memset(rows, 0, sizeof *rows);
}

/* Count the terms of Python strings; the GIL is let go while they are read. */
int
count_sequence(radeh_strings *table, int learns, Rows *rows, const Analyzer *analyzer,
               PyObject *given)
{
    PyObject *sequence = PySequence_Tuple(given);
    if (sequence == NULL)
        return -1;
    Py_ssize_t n_texts = PyTuple_GET_SIZE(sequence);
    Text *texts = PyMem_New(Text, n_texts + 1);
    int done = texts == NULL ? (PyErr_NoMemory(), -1) : 0;
    for (Py_ssize_t i = 0; i < n_texts && done == 0; i++) {
        PyObject *text = PyTuple_GET_ITEM(sequence, i);
        if (!PyUnicode_Check(text)) {
            PyErr_Format(PyExc_TypeError, "texts[%zd] is a %.100s; every text must be a str", i,
                         Py_TYPE(text)->tp_name);
            done = -1;
        } else {
            texts[i] = (Text){(int)PyUnicode_KIND(text), PyUnicode_DATA(text),
                              PyUnicode_GET_LENGTH(text)};
        }
    }
    if (done == 0) {
        Count count = {.table = table, .learns = learns, .rows = rows};
        Py_BEGIN_ALLOW_THREADS
        done = count_all(&count, analyzer, texts, n_texts);
        Py_END_ALLOW_THREADS
        if (done < 0)
            PyErr_NoMemory();
    }
    PyMem_Free(texts);
    Py_DECREF(sequence);
    return done;
}

static int
by_column(const void *one, const void *other)
{
    uint32_t a = ((const Cell *)one)->column, b = ((const Cell *)other)->column;
    return (a > b) - (a < b);
}

/* Sort rows by column: most have a few hundred cells. */
static void
sort_rows(Rows *rows)
{
    size_t start = 0;
    for (size_t row = 0; row < rows->n_rows; start = rows->ends[row++])
        qsort(rows->cells + start, rows->ends[row] - start, sizeof(Cell), by_column);
}

/* Return (indices, data, indptr) as bytes of int32, double and int64; rows are sorted first. */
PyObject *
rows_arrays(Rows *rows)
{
    PyObject *answer = NULL;
    PyObject *indices = PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)(rows->n_cells * 4));
    PyObject *data = PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)(rows->n_cells * 8));
    PyObject *indptr = PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)((rows->n_rows + 1) * 8));
    if (indices != NULL && data != NULL && indptr != NULL) {
        int32_t *index = (int32_t *)PyByteArray_AS_STRING(indices);
        double *datum = (double *)PyByteArray_AS_STRING(data);
        int64_t *end = (int64_t *)PyByteArray_AS_STRING(indptr);
        Py_BEGIN_ALLOW_THREADS
        sort_rows(rows);
        for (size_t i = 0; i < rows->n_cells; i++) {
            index[i] = (int32_t)rows->cells[i].column;
            datum[i] = rows->cells[i].count;
        }
        end[0] = 0;
        for (size_t i = 0; i < rows->n_rows; i++)
            end[i + 1] = (int64_t)rows->ends[i];
        Py_END_ALLOW_THREADS
        answer = PyTuple_Pack(3, indices, data, indptr);
    }
    Py_XDECREF(indices);
    Py_XDECREF(data);
    Py_XDECREF(indptr);
    return answer;
}
