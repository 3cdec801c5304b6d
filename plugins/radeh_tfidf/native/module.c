/* radeh_tfidf._native: `Terms`, a vocabulary; `Part`, terms being learned; `Block`. */
#include "counting.h"
#include "radeh_terms.h"

static int
parse(PyObject *args, PyObject **texts, Analyzer *analyzer)
{
    const char *name;
    if (!PyArg_ParseTuple(args, "Osnn", texts, &name, &analyzer->low, &analyzer->high))
        return -1;
    analyzer->characters = strcmp(name, "char_wb") == 0;
    if (analyzer->low < 1 || analyzer->high < analyzer->low) {
        PyErr_SetString(PyExc_ValueError, "the range of n-grams must be 1 <= low <= high");
        return -1;
    }
    return 0;
}

static void
release(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static PyObject *
terms_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"data", NULL};
    Py_buffer view;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "y*:Terms", names, &view))
        return NULL;
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Terms *terms = (Terms *)allocate(type, 0);
    if (terms != NULL) {
        const char *wrong;
        Py_BEGIN_ALLOW_THREADS
        wrong = radeh_read_terms(&terms->table, view.buf, (size_t)view.len);
        Py_END_ALLOW_THREADS
        if (wrong != NULL) {
            PyErr_Format(PyExc_ValueError, "%s", wrong);
            Py_CLEAR(terms);
        }
    }
    PyBuffer_Release(&view);
    return (PyObject *)terms;
}

static void
terms_dealloc(PyObject *self)
{
    radeh_strings_close(&((Terms *)self)->table);
    release(self);
}

static PyObject *
terms_count(PyObject *self, PyObject *args)
{
    PyObject *texts, *arrays = NULL;
    Analyzer analyzer;
    Rows rows = {0};
    if (parse(args, &texts, &analyzer) < 0)
        return NULL;
    if (count_sequence(&((Terms *)self)->table, 0, &rows, &analyzer, texts) == 0)
        arrays = rows_arrays(&rows, ((Terms *)self)->table.count);
    rows_close(&rows);
    return arrays;
}

static Py_ssize_t
terms_length(PyObject *self)
{
    return ((Terms *)self)->table.count;
}

static PyMethodDef terms_methods[] = {
    {"count", terms_count, METH_VARARGS,
     "count(texts, analyzer, low, high): indices, data and indptr, as bytes."},
    {NULL},
};

static PyType_Slot terms_slots[] = {
    {Py_tp_new, terms_new},
    {Py_tp_dealloc, terms_dealloc},
    {Py_tp_methods, terms_methods},
    {Py_sq_length, terms_length},
    {Py_tp_doc, "The terms of a vocabulary file, by their columns."},
    {0, NULL},
};

PyType_Spec terms_spec = {
    .name = "radeh_tfidf._native.Terms",
    .basicsize = sizeof(Terms),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = terms_slots,
};

static PyObject *
part_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *texts;
    Analyzer analyzer;
    if (parse(args, &texts, &analyzer) < 0)
        return NULL;
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Part *part = (Part *)allocate(type, 0);
    if (part == NULL)
        return NULL;
    if (radeh_strings_open(&part->table) < 0) {
        PyErr_NoMemory();
        Py_CLEAR(part);
    } else if (count_sequence(&part->table, 1, &part->rows, &analyzer, texts) < 0) {
        Py_CLEAR(part);
    }
    return (PyObject *)part;
}

static void
part_dealloc(PyObject *self)
{
    radeh_strings_close(&((Part *)self)->table);
    rows_close(&((Part *)self)->rows);
    release(self);
}

static PyType_Slot part_slots[] = {
    {Py_tp_new, part_new},
    {Py_tp_dealloc, part_dealloc},
    {Py_tp_doc, "Part(texts, analyzer, low, high): the terms of some texts, counted."},
    {0, NULL},
};

static PyType_Spec part_spec = {
    .name = "radeh_tfidf._native.Part",
    .basicsize = sizeof(Part),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = part_slots,
};

int
is_part(PyObject *object)
{
    return Py_TYPE(object)->tp_dealloc == part_dealloc;
}

int
is_terms(PyObject *object)
{
    return Py_TYPE(object)->tp_dealloc == terms_dealloc;
}

static int
add_types(PyObject *module)
{
    PyType_Spec *specs[] = {&terms_spec, &part_spec, &block_spec};
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        PyObject *type = PyType_FromModuleAndSpec(module, specs[i], NULL);
        int added = type == NULL ? -1 : PyModule_AddType(module, (PyTypeObject *)type);
        Py_XDECREF(type);
        if (added < 0)
            return -1;
    }
    return 0;
}

static PyMethodDef functions[] = {
    {"merge", merge, METH_O, "merge(parts): the sorted terms, and indices, data and indptr."},
    {NULL},
};

static PyModuleDef_Slot slots[] = {{Py_mod_exec, add_types}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "radeh_tfidf._native",
    .m_doc = "Counting terms at the speed of memory; radeh_tfidf.counting is the reference.",
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC
PyInit__native(void)
{
    return PyModuleDef_Init(&definition);
}
