namespace Hone.Kernels;

/// <summary>
/// Sizes and operands of a cross-entropy: each row has coefficients a, and its loss is sum over c of a[c] (logsumexp(x) - x[c]).
/// A class index y gives a[c] = (1 - smoothing) w[y] for c = y, plus smoothing / classes * w[c]; probabilities p give
/// a[c] = w[c] ((1 - smoothing) p[c] + smoothing / classes).
/// </summary>
internal unsafe struct CrossEntropyProblem<T>
    where T : unmanaged
{
    public int Rows;
    public int Classes;

    /// <summary>Rows are cut into this many ranges.</summary>
    public int Parts;

    /// <summary>[Rows][Classes]</summary>
    public T* Logits;

    /// <summary>[Rows] class indices; null where probabilities are given.</summary>
    public long* Targets;

    /// <summary>[Rows][Classes] probabilities; null where indices are given.</summary>
    public T* Probabilities;

    /// <summary>[Classes]; null stands for 1.</summary>
    public T* Weights;

    public T Smoothing;

    /// <summary>Exponent g of the focal loss, (1 - e^-l)^g l for each row's loss l; 0 leaves l as it is.</summary>
    public T Focus;

    /// <summary>Rows with this index have no loss and no gradient.</summary>
    public long IgnoreIndex;

    /// <summary>[2][Rows]: maximum and log of the sum of e^(x - maximum); written by forward.</summary>
    public T* Normalizers;

    /// <summary>[Rows]: written by forward.</summary>
    public T* Losses;

    /// <summary>[Rows]: gradient of the result with respect to each row's loss.</summary>
    public T* Scales;

    /// <summary>[Rows][Classes]: written by backward.</summary>
    public T* Gradient;

    public readonly int FirstRow(int part) => (int)((long)Rows * part / Parts);

    public readonly bool IsIgnored(int row) => Targets != null && Targets[row] == IgnoreIndex;
}
