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
    uint32_t cell = holds(state->reading->breaks, code) ? CELL_BREAK : 0;
    Py_ssize_t length = PyUnicode_GET_LENGTH(piece);
    Py_UCS4 first = length ? PyUnicode_READ_CHAR(piece, 0) : 0;
    if (length == 0)
        return cell | (uint32_t)EMPTY << 24;
    if (length > 1) {
        int64_t number = radeh_intern_object(&state->pieces, piece);
        return number < 0 ? 0 : cell | (uint32_t)PIECE << 24 | (uint32_t)number;
    }
    if (first == ' ')
        return cell | (uint32_t)SPACE << 24;
    cell |= first > ' ' && first < 0x7f ? CELL_VISIBLE : 0;
    return cell | (uint32_t)(is_sign(first) ? SIGN : LETTER) << 24 | first;
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
