namespace Hone.Kernels;

/// <summary>One product as the parts of a parallel job see it; lives on the caller's stack.</summary>
internal unsafe struct GemmJob
{
    public MatrixProduct Product;

    /// <summary>Parts of the step that runs now.</summary>
    public int Parts;

    /// <summary>Packed A of all tiles, [tile][k][row], when the columns are shared out; null when A is packed by each part or read in place.</summary>
    public float* PackedA;

    /// <summary>Packed B of all panels, [panel][k][column], when the rows are shared out; null when B is packed by each part.</summary>
    public float* PackedB;

    /// <summary>Whether <see cref="PackedB"/> was packed before this product; <see cref="MatrixProduct.B"/> is then not used.</summary>
    public bool IsPrepacked;

    /// <summary>Whether full panels of B are read where they lie; only a last narrow panel is then packed.</summary>
    public bool DirectB;

    /// <summary>Whether a part packs its rows of A; otherwise the tile reads A where it lies.</summary>
    public bool PackA;

    /// <summary>Partial products, [slice][row][column], when the sum is cut.</summary>
    public float* Partials;

    public int Slices;
}
