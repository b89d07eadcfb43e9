namespace Hone.Nn;

/// <summary>Which pass an initialization keeps at constant variance.</summary>
public enum FanMode
{
    /// <summary>The forward pass: inputs of one output unit are counted.</summary>
    FanIn,

    /// <summary>The backward pass: outputs of one input unit are counted.</summary>
    FanOut,
}
