/* Terms learned from texts, in parts that are merged: the result does not tell how many parts. */
#include "counting.h"

/* `first` are the first letters, so that most comparisons need no look elsewhere. */
typedef struct {
    uint64_t first;
    const radeh_strings *table;
    uint32_t number;
} Ranked;

/* Three letters of 21 bits, the first highest; what is missing is less than any letter. */
static uint64_t
first_letters(const radeh_strings *table, uint32_t number)
{
    const Py_UCS4 *letters = radeh_letters(table, number);
    uint32_t length = table->entries[number].length;
    uint64_t first = 0;
    for (uint32_t i = 0; i < 3; i++)
        first = first << 21 | (i < length ? letters[i] : 0);
    return first;
}

/* Order terms as Python orders strings: by code points. */
static int
by_spelling(const void *one, const void *other)
{
    const Ranked *a = one, *b = other;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    const Py_UCS4 *left = radeh_letters(a->table, a->number);
    const Py_UCS4 *right = radeh_letters(b->table, b->number);
    uint32_t its = a->table->entries[a->number].length, length = b->table->entries[b->number].length;
    for (uint32_t i = 0; i < its && i < length; i++)
        if (left[i] != right[i])
            return left[i] < right[i] ? -1 : 1;
    return (its > length) - (its < length);
}

/* Add a part's terms to those of all parts; `to` says which each became. */
static int
add_part(radeh_strings *all, const Part *part, uint32_t *to)
{
    for (uint32_t number = 0; number < part->table.count; number++) {
        const radeh_string *entry = &part->table.entries[number];
        to[number] = radeh_intern_hashed(all, radeh_letters(&part->table, number), entry->length,
                                         entry->hash);
        if (to[number] == RADEH_NONE)
            return -1;
    }
    return 0;
}

static int
add_rows(Rows *rows, const Rows *part, const uint32_t *to)
{
    size_t before = rows->n_cells;
    if (radeh_reserve((void **)&rows->cells, &rows->cells_room, before + part->n_cells + 1,
                      sizeof *rows->cells) < 0 ||
        radeh_reserve((void **)&rows->ends, &rows->ends_room, rows->n_rows + part->n_rows + 1,
                      sizeof *rows->ends) < 0)
        return -1;
    for (size_t i = 0; i < part->n_cells; i++)
        rows->cells[rows->n_cells++] = (Cell){to[part->cells[i].column], part->cells[i].count};
    for (size_t i = 0; i < part->n_rows; i++)
        rows->ends[rows->n_rows++] = before + part->ends[i];
    return 0;
}

/* Number all terms by their order, and the cells with them; `ranked` are the terms in order. */
static int
rank(radeh_strings *all, Rows *rows, Ranked **ranked)
{
    uint32_t *place = malloc(((size_t)all->count + 1) * sizeof *place);
    *ranked = malloc(((size_t)all->count + 1) * sizeof **ranked);
    if (place == NULL || *ranked == NULL) {
        free(place);
        return -1;
    }
    for (uint32_t i = 0; i < all->count; i++)
        (*ranked)[i] = (Ranked){first_letters(all, i), all, i};
    qsort(*ranked, all->count, sizeof **ranked, by_spelling);
    for (uint32_t i = 0; i < all->count; i++)
        place[(*ranked)[i].number] = i;
    for (size_t i = 0; i < rows->n_cells; i++)
        rows->cells[i].column = place[rows->cells[i].column];
    free(place);
    return 0;
}

static int
merge_parts(PyObject *parts, radeh_strings *all, Rows *rows, Ranked **ranked)
{
    int done = radeh_strings_open(all);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(parts) && done == 0; i++) {
        const Part *part = (const Part *)PyTuple_GET_ITEM(parts, i);
        uint32_t *to = malloc(((size_t)part->table.count + 1) * sizeof *to);
        done = to == NULL || add_part(all, part, to) < 0 || add_rows(rows, &part->rows, to) < 0;
        free(to);
    }
    return done == 0 ? rank(all, rows, ranked) : -1;
}

/* merge((part, ...)): the sorted terms, then what rows_arrays gives. */
PyObject *
merge(PyObject *module, PyObject *parts)
{
    radeh_strings all;
    Rows rows = {0};
    Ranked *ranked = NULL;
    PyObject *terms = NULL, *arrays = NULL, *answer = NULL;
    int done;
    if (!PyTuple_Check(parts)) {
        PyErr_SetString(PyExc_TypeError, "parts must be a tuple");
        return NULL;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(parts); i++)
        if (!is_part(PyTuple_GET_ITEM(parts, i))) {
            PyErr_SetString(PyExc_TypeError, "parts must be Part objects");
            return NULL;
        }
    Py_BEGIN_ALLOW_THREADS
    done = merge_parts(parts, &all, &rows, &ranked);
    Py_END_ALLOW_THREADS
    if (done < 0)
        PyErr_NoMemory();
    else
        terms = PyList_New((Py_ssize_t)all.count);
    for (uint32_t i = 0; terms != NULL && i < all.count; i++) {
        uint32_t number = ranked[i].number;
        PyObject *term = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, radeh_letters(&all, number),
                                                   all.entries[number].length);
        if (term == NULL)
            Py_CLEAR(terms);
        else
            PyList_SET_ITEM(terms, (Py_ssize_t)i, term);
    }
    if (terms != NULL && (arrays = rows_arrays(&rows, all.count)) != NULL)
        answer = PyTuple_Pack(2, terms, arrays);
    Py_XDECREF(terms);
    Py_XDECREF(arrays);
    radeh_strings_close(&all);
    rows_close(&rows);
    free(ranked);
    return answer;
}
