/* What one character reads as: Python's characters.TABLE, asked once for each character. */
#include "reader.h"

static int
is_sign(Py_UCS4 letter)
{
    return letter > ' ' && letter < 0x7f && !Py_UNICODE_ISALNUM(letter);
}

/* Whether a line that has the character must be looked at for labels and copyright; of "(c)" the
 * letter is looked for, which is rarer than the bracket. */
static int
tells(const Reading *reading, Py_UCS4 code)
{
    return code == reading->colon || code == reading->copyright_sign.letters[0] ||
           code == reading->copyright_word.letters[1];
}

static int
parts(const Reading *reading, Py_UCS4 code)
{
    return code == reading->open_quote || code == reading->close_quote ||
           holds(reading->strong, code) || holds(reading->weak, code) ||
           holds(reading->weak_pair, code) || holds(reading->dashes, code);
}

/* Return the cell of a character that reads as `piece`; 0 after a failure. */
static uint32_t
cell_for(State *state, PyObject *piece, Py_UCS4 code)
{
    uint32_t flags = holds(state->reading->breaks, code) ? CELL_BREAK : 0;
    flags |= Py_UNICODE_ISSPACE(code) ? CELL_WHITE : 0;
    flags |= tells(state->reading, code) ? CELL_TELLS : 0;
    flags |= parts(state->reading, code) ? CELL_PARTS : 0;
    Py_ssize_t length = PyUnicode_GET_LENGTH(piece);
    Py_UCS4 first = length ? PyUnicode_READ_CHAR(piece, 0) : 0;
    if (length == 0)
        return CELL(EMPTY, 0) | flags;
    if (length > 1) {
        int64_t number = radeh_intern_object(&state->pieces, piece);
        return number < 0 ? 0 : CELL(PIECE, (uint32_t)number) | flags;
    }
    if (first == ' ')
        return CELL(SPACE, 0) | flags;
    return CELL(is_sign(first) ? SIGN : first < 0x7f ? VISIBLE : LETTER, first) | flags;
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
