/* Whether a vocabulary file is sound. */
#include "radeh_terms.h"

#include "kernel.h"

PyObject *
check_terms(PyObject *module, PyObject *data)
{
    Py_buffer view;
    radeh_strings table;
    if (PyObject_GetBuffer(data, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    const char *wrong;
    uint32_t count;
    Py_BEGIN_ALLOW_THREADS
    wrong = radeh_read_terms(&table, view.buf, (size_t)view.len);
    count = table.count;
    radeh_strings_close(&table);
    Py_END_ALLOW_THREADS
    PyBuffer_Release(&view);
    if (wrong != NULL)
        return PyErr_Format(PyExc_ValueError, "%s", wrong);
    return PyLong_FromUnsignedLong(count);
}
