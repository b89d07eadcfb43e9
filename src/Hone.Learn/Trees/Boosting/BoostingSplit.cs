namespace Hone.Learn;

/// <summary>The best split of a node on one column, or of all.</summary>
internal struct BoostingSplit
{
    /// <summary>At or below 0: no split.</summary>
    public double Gain;

    public int Feature;

    /// <summary>Bins up to this one go left; unused for categories.</summary>
    public int LastLeft;

    /// <summary>Bins that go left, for categories.</summary>
    public BinSet Categories;

    public bool IsCategorical;
    public bool MissingGoesLeft;
    public double LeftGradient;
    public double LeftHessian;
    public int LeftCount;
    public double LeftValue;
    public double RightValue;
}
