namespace Hone.Kernels;

/// <summary>One or two small products as the parts of a parallel job see them; lives on the caller's stack.</summary>
internal unsafe struct SmallProductJob
{
    public MatrixProduct Product;

    /// <summary>The panels of B from <see cref="FirstPacked"/> on, [panel][k][column].</summary>
    public float* PackedB;

    /// <summary>The first panel that is not read where it lies.</summary>
    public int FirstPacked;

    /// <summary>Parts of the step that runs now, of this product.</summary>
    public int Parts;

    /// <summary>The product that the parts from <see cref="Parts"/> on belong to; null for none.</summary>
    public SmallProductJob* Second;
}
