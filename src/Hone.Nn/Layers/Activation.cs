namespace Hone.Nn;

/// <summary>The nonlinearity at the end of a block.</summary>
public enum Activation
{
    /// <summary>None: the block ends linear.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    ReLU,
}
