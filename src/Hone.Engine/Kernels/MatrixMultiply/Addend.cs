namespace Hone.Kernels;

/// <summary>What is added to a matrix product: nothing, what C holds already, or one row (a bias) to every row of C.</summary>
/// <param name="data">The element that belongs to the first element of C, or null for nothing.</param>
/// <param name="row">Floats from the addend of one row of C to that of the next: 0 for a bias.</param>
internal readonly unsafe struct Addend(float* data, nint row)
{
    public static Addend None => default;

    public bool IsNone => Data == null;

    public float* Data { get; } = data;

    public nint Row { get; } = row;

    /// <summary>C itself where a product is added to it, otherwise nothing.</summary>
    public static Addend Of(bool accumulate, float* c, nint cRow) => accumulate ? new Addend(c, cRow) : None;

    /// <summary>The addend of the elements from a row and column on.</summary>
    public Addend From(nint row, nint column) => IsNone ? this : new Addend(Data + (row * Row) + column, Row);
}
