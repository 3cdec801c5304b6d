/* What one character reads as: Python's characters.TABLE, asked once for each character. */
#include "reader.h"

static int
is_sign(Py_UCS4 letter)
{
    return letter > ' ' && letter < 0x7f && !Py_UNICODE_ISALNUM(letter);
}

/* Return the cell of a character that reads as `piece`; 0 after a failure. */
static uint32_t
cell_for(State *state, PyObject *piece, Py_UCS4 code)
{
    uint32_t breaks = holds(state->reading->breaks, code) ? CELL_BREAK : 0;
    Py_ssize_t length = PyUnicode_GET_LENGTH(piece);
    Py_UCS4 first = length ? PyUnicode_READ_CHAR(piece, 0) : 0;
    if (length == 0)
        return CELL(EMPTY, 0) | breaks;
    if (length > 1) {
        int64_t number = radeh_intern_object(&state->pieces, piece);
        return number < 0 ? 0 : CELL(PIECE, (uint32_t)number) | breaks;
    }
    if (first == ' ')
        return CELL(SPACE, 0) | breaks;
    return CELL(is_sign(first) ? SIGN : first < 0x7f ? VISIBLE : LETTER, first) | breaks;
}

uint32_t
fill_cell(State *state, Py_UCS4 code)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    uint32_t cell = 0;
    PyObject *key = PyLong_FromUnsignedLong(code);
    PyObject *piece = key != NULL ? PyObject_GetItem(state->reading->table, key) : NULL;
    if (piece != NULL && PyUnicode_Check(piece))
        cell = state->cells[code] = cell_for(state, piece, code);
    else if (piece != NULL)
        PyErr_SetString(PyExc_TypeError, "the table of characters must give strings");
    if (cell == 0)
        state->failed = 1;
    Py_XDECREF(key);
    Py_XDECREF(piece);
    PyGILState_Release(gil);
    return cell;
}
