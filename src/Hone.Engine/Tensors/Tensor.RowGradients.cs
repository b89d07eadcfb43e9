namespace Hone;

public sealed partial class Tensor
{
    private RowGradient? _rowGradient;

    /// <summary>
    /// The gradient of this leaf as touched rows, when backward has left it in that form; null otherwise. <see cref="Grad"/> is null while this is not.
    /// A batch that names no row, such as one of padding alone, leaves a gradient of no rows: it is zero, and an optimizer counts the step.
    /// </summary>
    public RowGradient? SparseGrad => _rowGradient is { IsFresh: true } ? _rowGradient : null;

    /// <summary>Where backward adds rows to this leaf's gradient; null when the leaf has a dense gradient already, which they are added to instead.</summary>
    internal RowGradient? RowGradientBuffer() => _gradientIsFresh ? null : _rowGradient ??= new RowGradient(this);

    /// <summary>Turns touched rows into a dense gradient, because a dense one is to be added.</summary>
    private void Densify()
    {
        if (SparseGrad is { } rows && _gradient is { } gradient)
        {
            gradient.CopyFrom(rows.ToDense());
            rows.Clear();
            _gradientIsFresh = true;
        }
    }
}
