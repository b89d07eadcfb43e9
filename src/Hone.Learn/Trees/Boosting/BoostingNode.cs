namespace Hone.Learn;

/// <summary>A node of a boosted tree while it grows.</summary>
internal struct BoostingNode
{
    public int Start;
    public int End;

    /// <summary>In which of the two lists the rows lie.</summary>
    public int Side;

    public int Depth;
    public double Gradient;
    public double Hessian;

    /// <summary>The step that a leaf here would take, before the learning rate.</summary>
    public double Value;

    /// <summary>Values that children may have, so that no constraint further up is broken.</summary>
    public double Lower;

    public double Upper;

    /// <summary>Which histogram is the node's; -1 for none.</summary>
    public int Histogram;

    public BoostingSplit Split;

    public readonly int Count => End - Start;
}
