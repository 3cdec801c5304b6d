/* radeh._native: `Kernel`, the fused scorer. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "kernel.h"

/* Point at the characters of strings; the sequence keeps them while they are read. */
static Text *
texts_of(PyObject *sequence, Py_ssize_t count)
{
    Text *texts = PyMem_New(Text, count + 1);
    if (texts == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *text = PySequence_Fast_GET_ITEM(sequence, i);
        if (!PyUnicode_Check(text)) {
            PyErr_Format(PyExc_TypeError, "texts[%zd] is a %.100s; every text must be a str", i,
                         Py_TYPE(text)->tp_name);
            PyMem_Free(texts);
            return NULL;
        }
        texts[i] = (Text){(int)PyUnicode_KIND(text), PyUnicode_DATA(text),
                          PyUnicode_GET_LENGTH(text)};
    }
    return texts;
}

/* The tuple that radeh.scoring makes of a calibration; its bytes are four arrays of doubles. */
static int
parse_calibration(const Kernel *kernel, PyObject *given, Calibration *calibration)
{
    char *arrays;
    Py_ssize_t size;
    if (!PyTuple_Check(given) ||
        !PyArg_ParseTuple(given, "pdddy#", &calibration->multilabel, &calibration->middle_length,
                          &calibration->length_reach, &calibration->least_slope, &arrays, &size))
        return PyErr_Occurred() ? -1
                                : (PyErr_SetString(PyExc_TypeError, "no calibration"), -1);
    Py_ssize_t n_labels = size / 4 / (Py_ssize_t)sizeof(double);
    if (n_labels != kernel->n_outputs && !(n_labels == 2 && kernel->n_outputs == 1)) {
        PyErr_Format(PyExc_ValueError, "a calibration of %zd labels for %d outputs", n_labels,
                     kernel->n_outputs);
        return -1;
    }
    calibration->n_labels = (int)n_labels;
    calibration->slope = (double *)arrays;
    calibration->offset = calibration->slope + n_labels;
    calibration->slope_by_length = calibration->offset + n_labels;
    calibration->offset_by_length = calibration->slope_by_length + n_labels;
    return 0;
}

/* Score texts into `width` doubles each; with a calibration, their probabilities. */
static int
score_all(Kernel *kernel, Worker *worker, const Text *texts, Py_ssize_t count, double *scores,
          Py_ssize_t width, double *words, const Calibration *calibration)
{
    double own[16], word_count;
    double *decisions = kernel->n_outputs <= 16 ? own
                                                : malloc((size_t)kernel->n_outputs * sizeof *own);
    Py_ssize_t i = decisions == NULL ? count + 1 : 0;
    for (; i < count; i++) {
        double *to = calibration == NULL ? scores + i * width : decisions;
        if (kernel_score(kernel, worker, &texts[i], to, &word_count) < 0)
            break;
        if (words != NULL)
            words[i] = word_count;
        if (calibration != NULL)
            calibrate(calibration, kernel->n_outputs, decisions, word_count, scores + i * width);
    }
    if (decisions != own)
        free(decisions);
    return i == count ? 0 : -1;
}

/* The scores of a sequence of strings as bytes of doubles, and the numbers of words if asked. */
static PyObject *
scored(Kernel *kernel, PyObject *given, const Calibration *calibration, int wants_words)
{
    Py_ssize_t width = calibration == NULL ? kernel->n_outputs : calibration->n_labels;
    PyObject *sequence = PySequence_Tuple(given), *scores = NULL, *words = NULL, *answer = NULL;
    Worker *worker = sequence == NULL ? NULL : kernel_take(kernel);
    if (worker == NULL) {
        Py_XDECREF(sequence);
        return NULL;
    }
    Py_ssize_t count = PyTuple_GET_SIZE(sequence), size = (Py_ssize_t)sizeof(double);
    Text *texts = texts_of(sequence, count);
    if (texts != NULL) {
        scores = PyByteArray_FromStringAndSize(NULL, count * width * size);
        words = PyByteArray_FromStringAndSize(NULL, wants_words ? count * size : 0);
    }
    if (scores != NULL && words != NULL) {
        double *to = (double *)PyByteArray_AS_STRING(scores);
        double *word = wants_words ? (double *)PyByteArray_AS_STRING(words) : NULL;
        int done;
        Py_BEGIN_ALLOW_THREADS
        done = score_all(kernel, worker, texts, count, to, width, word, calibration);
        Py_END_ALLOW_THREADS
        if (done == 0)
            answer = wants_words ? PyTuple_Pack(2, scores, words) : Py_NewRef(scores);
        else if (!PyErr_Occurred())
            PyErr_NoMemory();
    }
    PyMem_Free(texts);
    Py_XDECREF(scores);
    Py_XDECREF(words);
    kernel_give(kernel, worker);
    Py_DECREF(sequence);
    return answer;
}

static PyObject *
kernel_decisions(PyObject *self, PyObject *texts)
{
    return scored((Kernel *)self, texts, NULL, 1);
}

static PyObject *
kernel_probabilities(PyObject *self, PyObject *args)
{
    PyObject *texts, *given;
    Calibration calibration;
    if (!PyArg_ParseTuple(args, "OO", &texts, &given) ||
        parse_calibration((Kernel *)self, given, &calibration) < 0)
        return NULL;
    return scored((Kernel *)self, texts, &calibration, 0);
}

static int
fill(Kernel *kernel, PyObject *reader, PyObject *blocks, PyObject *intercept)
{
    kernel->owners = Py_BuildValue("(OO)", reader, blocks);
    kernel->reader = PyCapsule_GetPointer(reader, RADEH_READER);
    kernel->n_blocks = (int)PyTuple_GET_SIZE(blocks);
    kernel->n_outputs = (int)PyTuple_GET_SIZE(intercept);
    kernel->blocks = PyMem_New(const radeh_block *, kernel->n_blocks + 1);
    kernel->intercept = PyMem_New(double, kernel->n_outputs + 1);
    if (kernel->owners == NULL || kernel->reader == NULL || kernel->blocks == NULL ||
        kernel->intercept == NULL)
        return PyErr_Occurred() ? -1 : (PyErr_NoMemory(), -1);
    for (int k = 0; k < kernel->n_outputs; k++)
        kernel->intercept[k] = PyFloat_AsDouble(PyTuple_GET_ITEM(intercept, k));
    for (int k = 0; k < kernel->n_blocks; k++) {
        kernel->blocks[k] = PyCapsule_GetPointer(PyTuple_GET_ITEM(blocks, k), RADEH_BLOCK);
        if (kernel->blocks[k] == NULL)
            return -1;
        if (kernel->blocks[k]->n_outputs != kernel->n_outputs) {
            PyErr_Format(PyExc_ValueError, "block %d has %d outputs, the classifier %d", k,
                         kernel->blocks[k]->n_outputs, kernel->n_outputs);
            return -1;
        }
    }
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *
kernel_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"reader", "blocks", "intercept", NULL};
    PyObject *reader, *blocks, *intercept;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OO!O!:Kernel", names, &reader, &PyTuple_Type,
                                     &blocks, &PyTuple_Type, &intercept))
        return NULL;
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Kernel *kernel = (Kernel *)allocate(type, 0);
    if (kernel != NULL && fill(kernel, reader, blocks, intercept) < 0)
        Py_CLEAR(kernel);
    return (PyObject *)kernel;
}

static void
kernel_dealloc(PyObject *self)
{
    Kernel *kernel = (Kernel *)self;
    PyTypeObject *type = Py_TYPE(self);
    kernel_close(kernel);
    PyMem_Free((void *)kernel->blocks);
    PyMem_Free(kernel->intercept);
    Py_CLEAR(kernel->owners);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static PyMethodDef kernel_methods[] = {
    {"decisions", kernel_decisions, METH_O,
     "decisions(texts): of each text, and how many words it has, as bytes of doubles."},
    {"probabilities", kernel_probabilities, METH_VARARGS,
     "probabilities(texts, calibration): of each text, as bytes of doubles."},
    {NULL},
};

static PyType_Slot kernel_slots[] = {
    {Py_tp_new, kernel_new},
    {Py_tp_dealloc, kernel_dealloc},
    {Py_tp_methods, kernel_methods},
    {Py_tp_doc, "A reader and blocks, joined by the seam of radeh_words.h."},
    {0, NULL},
};

static PyType_Spec kernel_spec = {
    .name = "radeh._native.Kernel",
    .basicsize = sizeof(Kernel),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = kernel_slots,
};

static int
add_types(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &kernel_spec, NULL);
    int added = type == NULL ? -1 : PyModule_AddType(module, (PyTypeObject *)type);
    Py_XDECREF(type);
    return added;
}

static PyMethodDef functions[] = {
    {"decide", decide, METH_VARARGS,
     "decide(type, labels, rules, multilabel, rows): what is said of each text, as deciding.py does."},
    {NULL},
};

static PyModuleDef_Slot slots[] = {{Py_mod_exec, add_types}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "radeh._native",
    .m_doc = "The fused scorer at the speed of memory; radeh.scoring is the reference.",
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC
PyInit__native(void)
{
    return PyModuleDef_Init(&definition);
}
