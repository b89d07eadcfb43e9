namespace Hone.Ops;

/// <summary>What the way back needs to know of a matrix whose rows were read by number.</summary>
/// <param name="Shape">[rows, width]</param>
/// <param name="Strides">Row-major strides of the shape.</param>
/// <param name="Type">Element type.</param>
/// <param name="Sparse">Whether a leaf keeps its gradient as touched rows.</param>
internal readonly record struct RowMatrix(Shape Shape, int[] Strides, DType Type, bool Sparse)
{
    public static RowMatrix Of(Tensor weight, bool sparse) =>
        new(weight.Shape, weight.IsContiguous ? weight.Strides : Layout.RowMajor(weight.Shape), weight.DType, sparse);
}
