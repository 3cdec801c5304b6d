/* radeh_persian._native: `Reading(tables)`, which reads texts as radeh_persian.reading does. */
#include "reader.h"
#include "state.h"

static State *
take_state(Reading *reading)
{
    State *state = reading->idle;
    if (state == NULL) {
        if ((state = state_open(reading)) == NULL)
            PyErr_NoMemory();
        return state;
    }
    reading->idle = state->next;
    return state;
}

static void
give_state(Reading *reading, State *state)
{
    state->next = reading->idle;
    reading->idle = state;
}

/* Return the words of a reading between single spaces. Their letters are copied a stride at a time,
 * whatever their lengths: what is too much is written over by the next word. */
static PyObject *
joined(State *state, const radeh_reading *reading)
{
    size_t total = 0, at = 0;
    for (Py_ssize_t i = 0; i < reading->count; i++)
        total += word_at(state, state->known[reading->words[i]])->length + 1;
    state->letters_count = 0;
    if (RESERVE(state, letters, total + RADEH_STRIDE) < 0)
        return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < reading->count; i++) {
        const Word *word = word_at(state, state->known[reading->words[i]]);
        for (uint32_t k = 0; k < word->length; k += RADEH_STRIDE)
            memcpy(state->letters + at + k, word->letters + k,
                   RADEH_STRIDE * sizeof *word->letters);
        at += word->length;
        state->letters[at++] = ' ';
    }
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, state->letters,
                                     (Py_ssize_t)(at ? at - 1 : 0));
}

static PyObject *
read_text(State *state, PyObject *text)
{
    radeh_reading reading;
    int done;
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "every text must be a str, not %.100s",
                     Py_TYPE(text)->tp_name);
        return NULL;
    }
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    Py_BEGIN_ALLOW_THREADS
    done = state_read(state, kind, data, length, &reading);
    Py_END_ALLOW_THREADS
    if (done < 0)
        return PyErr_Occurred() ? NULL : PyErr_NoMemory();
    return joined(state, &reading);
}

static PyObject *
reading_read(PyObject *self, PyObject *text)
{
    Reading *reading = (Reading *)self;
    State *state = take_state(reading);
    if (state == NULL)
        return NULL;
    PyObject *read = read_text(state, text);
    give_state(reading, state);
    return read;
}

static PyObject *
reading_get_seam(PyObject *self, void *closure)
{
    return radeh_capsule(self, &((Reading *)self)->seam, RADEH_READER);
}

static void *
seam_open(void *self)
{
    return state_open(self);
}

static void
seam_close(void *state)
{
    state_close(state);
}

static int
seam_read(void *state, int kind, const void *text, Py_ssize_t length, radeh_reading *reading)
{
    return state_read(state, kind, text, length, reading);
}

static const Py_UCS4 *
seam_spelling(void *state, uint32_t word, Py_ssize_t *length)
{
    return state_spelling(state, word, length);
}

static PyObject *
reading_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"tables", NULL};
    PyObject *tables;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!:Reading", names, &PyDict_Type, &tables))
        return NULL;
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Reading *reading = (Reading *)allocate(type, 0);
    if (reading == NULL)
        return NULL;
    reading->seam = (radeh_reader){reading, seam_open, seam_close, seam_read, seam_spelling};
    if (tables_fill(reading, tables) < 0) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "the tables of a reading are not as they should be");
        Py_DECREF(reading);
        return NULL;
    }
    return (PyObject *)reading;
}

static void
reading_dealloc(PyObject *self)
{
    Reading *reading = (Reading *)self;
    PyTypeObject *type = Py_TYPE(self);
    while (reading->idle != NULL) {
        State *state = reading->idle;
        reading->idle = state->next;
        state_close(state);
    }
    tables_free(reading);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static PyMethodDef reading_methods[] = {
    {"read", reading_read, METH_O, "Return the words of a text as they read, between single spaces."},
    {NULL},
};

static PyGetSetDef reading_attributes[] = {
    {"native_reader", reading_get_seam, NULL, "The capsule of the seam: see radeh_words.h.", NULL},
    {NULL},
};

static PyType_Slot reading_slots[] = {
    {Py_tp_new, reading_new},
    {Py_tp_dealloc, reading_dealloc},
    {Py_tp_methods, reading_methods},
    {Py_tp_getset, reading_attributes},
    {Py_tp_doc, "A way to read texts, made of the tables that radeh_persian.tables gives."},
    {0, NULL},
};

static PyType_Spec reading_spec = {
    .name = "radeh_persian._native.Reading",
    .basicsize = sizeof(Reading),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = reading_slots,
};

static int
add_types(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &reading_spec, NULL);
    int added = type == NULL ? -1 : PyModule_AddType(module, (PyTypeObject *)type);
    Py_XDECREF(type);
    return added;
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, add_types}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "radeh_persian._native",
    .m_doc = "Reading Persian at the speed of memory; radeh_persian.reading is the reference.",
    .m_slots = slots,
};

PyMODINIT_FUNC
PyInit__native(void)
{
    return PyModuleDef_Init(&definition);
}
