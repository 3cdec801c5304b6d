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
count_known(void *self, uint32_t number)
{
    Count *count = self;
    if (number >= count->counts_room) {
        size_t before = count->counts_room;
        if (radeh_reserve((void **)&count->counts, &count->counts_room, (size_t)number + 1,
                          sizeof *count->counts) < 0)
            return -1;
        memset(count->counts + before, 0, (count->counts_room - before) * sizeof *count->counts);
    }
    if (radeh_reserve((void **)&count->touched, &count->touched_room, count->n_touched + 1,
                      sizeof *count->touched) < 0)
        return -1;
    count->touched[count->n_touched] = number;
    count->n_touched += count->counts[number]++ == 0;
    return 0;
}

static int
count_term(void *self, const Py_UCS4 *letters, size_t length, uint32_t hash)
{
    Count *count = self;
    uint32_t number = count->learns ? radeh_intern_hashed(count->table, letters, length, hash)
                                    : radeh_find_hashed(count->table, letters, length, hash);
    if (number == RADEH_NONE)
        return count->learns ? -1 : 0;
    return count_known(self, number);
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
    Terming terming = {.term = count_term, .known = count_known, .self = count, .table = count->table};
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

/* Put the cells of each row in the order of their columns: written out column by column, and then
 * back row by row, they come in order, in time that grows with their number only. */
static int
sort_rows(Rows *rows, size_t n_columns)
{
    size_t *starts = calloc(n_columns + 1, sizeof *starts), total = 0, start = 0;
    size_t *next = malloc((rows->n_rows + 1) * sizeof *next);
    Cell *turned = malloc((rows->n_cells + 1) * sizeof *turned);
    int done = starts == NULL || next == NULL || turned == NULL ? -1 : 0;
    for (size_t i = 0; done == 0 && i < rows->n_cells; i++)
        starts[rows->cells[i].column]++;
    for (size_t i = 0; done == 0 && i < n_columns; i++) {
        size_t count = starts[i];
        starts[i] = total;
        total += count;
    }
    for (size_t row = 0; done == 0 && row < rows->n_rows; start = rows->ends[row++])
        for (size_t i = start; i < rows->ends[row]; i++)
            turned[starts[rows->cells[i].column]++] = (Cell){(uint32_t)row, rows->cells[i].count};
    for (size_t row = 0; done == 0 && row < rows->n_rows; row++)
        next[row] = row ? rows->ends[row - 1] : 0;
    /* Now starts[i] is where column i ends. */
    for (size_t column = 0, i = 0; done == 0 && column < n_columns; column++)
        for (; i < starts[column]; i++)
            rows->cells[next[turned[i].column]++] = (Cell){(uint32_t)column, turned[i].count};
    free(starts);
    free(next);
    free(turned);
    return done;
}

/* Return (indices, data, indptr) as bytes of int32, double and int64; rows are sorted first. */
PyObject *
rows_arrays(Rows *rows, size_t n_columns)
{
    PyObject *answer = NULL;
    PyObject *indices = PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)(rows->n_cells * 4));
    PyObject *data = PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)(rows->n_cells * 8));
    PyObject *indptr = PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)((rows->n_rows + 1) * 8));
    if (indices != NULL && data != NULL && indptr != NULL) {
        int32_t *index = (int32_t *)PyByteArray_AS_STRING(indices);
        double *datum = (double *)PyByteArray_AS_STRING(data);
        int64_t *end = (int64_t *)PyByteArray_AS_STRING(indptr);
        int done;
        Py_BEGIN_ALLOW_THREADS
        done = sort_rows(rows, n_columns);
        for (size_t i = 0; i < rows->n_cells; i++) {
            index[i] = (int32_t)rows->cells[i].column;
            datum[i] = rows->cells[i].count;
        }
        end[0] = 0;
        for (size_t i = 0; i < rows->n_rows; i++)
            end[i + 1] = (int64_t)rows->ends[i];
        Py_END_ALLOW_THREADS
        answer = done < 0 ? PyErr_NoMemory() : PyTuple_Pack(3, indices, data, indptr);
    }
    Py_XDECREF(indices);
    Py_XDECREF(data);
    Py_XDECREF(indptr);
    return answer;
}
