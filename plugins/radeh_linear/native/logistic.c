/* radeh_linear._native: logistic regression by dual coordinate ascent.
 *
 * Each row has a dual variable for each class, a probability; the weights are what the rows add up
 * to: W = sum of C_i x_i (y_i - a_i). A row's own part of the dual is solved by Newton's method
 * (Yu, Huang and Lin, "Dual coordinate descent methods for logistic regression and maximum entropy
 * models", 2011, section 4), so every pass makes progress on every row, where a gradient makes one
 * step for all. The intercepts carry no penalty, which the dual says by a constraint: the C_i
 * (y_i - a_i) of all rows sum to zero. They are its multipliers, found as an augmented Lagrangian
 * does: within a pass they answer to it as weights of a feature would, and after it once more.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CLASSES 16
#define NEWTON_STEPS 20
#define EXACT 1e-6
/* The square of the value that every row has for the intercept's feature. */
#define CONSTANT 0.1

typedef struct {
    const int64_t *indptr;
    const int32_t *indices;
    const double *data;
    const int32_t *target; /* the class of each row */
    const double *cost;    /* C times the weight of each row */
    double *weights;       /* (n_features, n_classes) */
    double *intercept;     /* (n_classes,) */
    double *dual;          /* (n_rows, n_classes) */
    int64_t n_rows, n_features;
    int n_classes, most_passes;
    double tolerance;
} Problem;

static inline void
softmax(const double *z, double *p, int n)
{
    double highest = z[0], total = 0;
    for (int k = 1; k < n; k++)
        highest = z[k] > highest ? z[k] : highest;
    for (int k = 0; k < n; k++)
        total += p[k] = exp(z[k] - highest);
    for (int k = 0; k < n; k++)
        p[k] /= total;
}

/* Write p = softmax(z - c (a - old)) and r = a - p; return the length of r, squared. */
static inline double
residual(const double *z, const double *old, double c, const double *a, double *p, double *r, int n)
{
    double u[MOST_CLASSES], length = 0;
    for (int k = 0; k < n; k++)
        u[k] = z[k] - c * (a[k] - old[k]);
    softmax(u, p, n);
    for (int k = 0; k < n; k++) {
        r[k] = a[k] - p[k];
        length += r[k] * r[k];
    }
    return length;
}

/* Solve a = softmax(z - c (a - old)) by Newton's method from a = old; a step that does not come
 * nearer is halved. */
static inline void
solve_row(const double *z, const double *old, double c, double *a, int n)
{
    double p[MOST_CLASSES], r[MOST_CLASSES], step[MOST_CLASSES], next[MOST_CLASSES];
    double off = residual(z, old, c, a, p, r, n);
    for (int i = 0; i < NEWTON_STEPS && off > EXACT * EXACT; i++) {
        double top = 0, bottom = 0, size = 2, now = off;
        for (int k = 0; k < n; k++) {
            top += p[k] * r[k] / (1 + c * p[k]);
            bottom += p[k] * p[k] / (1 + c * p[k]);
        }
        /* (I + c (diag(p) - p p^T))^-1 r, by Sherman and Morrison. */
        double share = c * top / (1 - c * bottom);
        for (int k = 0; k < n; k++)
            step[k] = (r[k] + p[k] * share) / (1 + c * p[k]);
        for (int half = 0; half < 8 && now >= off; half++) {
            size /= 2;
            for (int k = 0; k < n; k++)
                next[k] = a[k] - size * step[k];
            now = residual(z, old, c, next, p, r, n);
        }
        memcpy(a, next, (size_t)n * sizeof *a);
        off = now;
    }
    memcpy(a, p, (size_t)n * sizeof *a); /* inside of the simplex */
}

/* Visit one row; return by how much its dual variables moved. */
static inline double
visit(const Problem *p, int64_t row, double *excess, const int n)
{
    int64_t from = p->indptr[row], to = p->indptr[row + 1];
    double z[MOST_CLASSES], old[MOST_CLASSES], change[MOST_CLASSES], square = CONSTANT, moved = 0;
    double cost = p->cost[row], *a = p->dual + row * n;
    memcpy(z, p->intercept, (size_t)n * sizeof *z);
    memcpy(old, a, (size_t)n * sizeof *old);
    for (int64_t i = from; i < to; i++) {
        const double *weight = p->weights + (int64_t)p->indices[i] * n;
        double x = p->data[i];
        square += x * x;
        for (int k = 0; k < n; k++)
            z[k] += x * weight[k];
    }
    solve_row(z, old, cost * square, a, n);
    for (int k = 0; k < n; k++) {
        change[k] = cost * (old[k] - a[k]);
        moved += fabs(change[k]);
        excess[k] += cost * (a[k] - (p->target[row] == k));
        p->intercept[k] += CONSTANT * change[k];
    }
    for (int64_t i = from; i < to; i++) {
        double *weight = p->weights + (int64_t)p->indices[i] * n, x = p->data[i];
        for (int k = 0; k < n; k++)
            weight[k] += x * change[k];
    }
    return moved;
}

static inline double
one_pass(const Problem *p, const int64_t *order, const int n)
{
    double excess[MOST_CLASSES] = {0}, moved = 0;
    for (int64_t i = 0; i < p->n_rows; i++)
        moved += visit(p, order[i], excess, n);
    for (int k = 0; k < n; k++) {
        p->intercept[k] -= CONSTANT * excess[k];
        moved += fabs(excess[k]);
    }
    return moved;
}

/* Compiled once for each small number of classes: then the compiler unrolls the inner loops. */
static double
pass_for(const Problem *p, const int64_t *order)
{
    switch (p->n_classes) {
    case 2: return one_pass(p, order, 2);
    case 3: return one_pass(p, order, 3);
    case 4: return one_pass(p, order, 4);
    case 5: return one_pass(p, order, 5);
    case 6: return one_pass(p, order, 6);
    case 7: return one_pass(p, order, 7);
    case 8: return one_pass(p, order, 8);
    default: return one_pass(p, order, p->n_classes);
    }
}

/* Another order for each pass, the same on every machine. */
static void
shuffle(int64_t *order, int64_t count, uint64_t *seed)
{
    for (int64_t i = count - 1; i > 0; i--) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        int64_t other = (int64_t)((*seed >> 33) % (uint64_t)(i + 1)), kept = order[i];
        order[i] = order[other];
        order[other] = kept;
    }
}

/* Return how many passes it took, or -1 without memory. */
static int
solve(Problem *p)
{
    double total = 0, moved;
    uint64_t seed = 1;
    int passes = 0;
    int64_t *order = malloc(((size_t)p->n_rows + 1) * sizeof *order);
    p->dual = calloc((size_t)p->n_rows * (size_t)p->n_classes + 1, sizeof *p->dual);
    if (order == NULL || p->dual == NULL) {
        free(order);
        free(p->dual);
        return -1;
    }
    for (int64_t row = 0; row < p->n_rows; row++) {
        order[row] = row;
        total += p->cost[row];
        p->dual[row * p->n_classes + p->target[row]] = 1;
    }
    do {
        shuffle(order, p->n_rows, &seed);
        moved = pass_for(p, order);
        passes++;
    } while (moved > p->tolerance * total && passes < p->most_passes);
    free(order);
    free(p->dual);
    return passes;
}

static int
check(const Problem *p, const Py_buffer *b)
{
    if (p->n_classes < 2 || p->n_classes > MOST_CLASSES || p->n_rows < 0 ||
        (size_t)b[3].len != (size_t)p->n_rows * sizeof(int32_t) ||
        (size_t)b[4].len != (size_t)p->n_rows * sizeof(double) ||
        (size_t)b[6].len != (size_t)p->n_classes * sizeof(double))
        return -1;
    int64_t n_cells = p->indptr[p->n_rows];
    if (p->indptr[0] != 0 || n_cells < 0 || (size_t)b[1].len < (size_t)n_cells * sizeof(int32_t) ||
        (size_t)b[2].len < (size_t)n_cells * sizeof(double))
        return -1;
    for (int64_t row = 0; row < p->n_rows; row++)
        if (p->indptr[row] > p->indptr[row + 1] || p->target[row] < 0 ||
            p->target[row] >= p->n_classes)
            return -1;
    for (int64_t i = 0; i < n_cells; i++)
        if (p->indices[i] < 0 || p->indices[i] >= p->n_features)
            return -1;
    return 0;
}

/* logistic(indptr, indices, data, target, cost, weights, intercept, most_passes, tolerance) */
static PyObject *
logistic(PyObject *module, PyObject *args)
{
    Py_buffer b[7] = {{0}};
    Problem p = {0};
    PyObject *answer = NULL;
    if (!PyArg_ParseTuple(args, "y*y*y*y*y*w*w*id:logistic", &b[0], &b[1], &b[2], &b[3], &b[4],
                          &b[5], &b[6], &p.most_passes, &p.tolerance))
        return NULL;
    p.indptr = b[0].buf;
    p.indices = b[1].buf;
    p.data = b[2].buf;
    p.target = b[3].buf;
    p.cost = b[4].buf;
    p.weights = b[5].buf;
    p.intercept = b[6].buf;
    p.n_rows = b[0].len / (Py_ssize_t)sizeof(int64_t) - 1;
    p.n_classes = (int)(b[6].len / (Py_ssize_t)sizeof(double));
    p.n_features = p.n_classes ? b[5].len / (Py_ssize_t)sizeof(double) / p.n_classes : 0;
    if (check(&p, b) < 0) {
        PyErr_SetString(PyExc_ValueError, "the arrays of a logistic regression do not fit together");
    } else {
        int passes;
        Py_BEGIN_ALLOW_THREADS
        passes = solve(&p);
        Py_END_ALLOW_THREADS
        answer = passes < 0 ? PyErr_NoMemory() : PyLong_FromLong(passes);
    }
    for (int i = 0; i < 7; i++)
        PyBuffer_Release(&b[i]);
    return answer;
}

static PyMethodDef functions[] = {
    {"logistic", logistic, METH_VARARGS,
     "Fit weights and intercepts, which come as zeros; return how many passes it took."},
    {NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "radeh_linear._native",
    .m_doc = "Logistic regression over sparse rows; scikit-learn's is the reference.",
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC
PyInit__native(void)
{
    return PyModuleDef_Init(&definition);
}
