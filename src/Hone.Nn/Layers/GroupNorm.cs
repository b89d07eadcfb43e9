namespace Hone.Nn;

/// <summary>Group normalization: groups of channels of each image are shifted and scaled to mean 0 and variance 1, then by learned numbers.</summary>
/// <remarks>
/// PyTorch's <c>nn.GroupNorm</c>; formula of <see cref="TensorOperations.GroupNorm"/>. Shapes: x <c>[batch, channels, ...]</c>, y like x. The same in
/// training and evaluation, for any size of the batch. Source: Wu and He 2018.
/// </remarks>
public sealed class GroupNorm : Module
{
    private readonly int _groups;
    private readonly int _channels;
    private readonly double _epsilon;

    /// <summary>Makes the layer.</summary>
    /// <param name="groups">Number of groups; it divides the channels.</param>
    /// <param name="channels">Size of the second axis of x.</param>
    /// <param name="options">PyTorch's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="ShapeException">The groups do not divide the channels.</exception>
    /// <exception cref="HoneException">Epsilon is negative.</exception>
    public GroupNorm(int groups, int channels, GroupNormOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (channels % groups != 0)
        {
            throw new ShapeException("The number of groups divides the channels.", $"{groups} groups for {channels} channels", nameof(GroupNorm), "choose a divisor");
        }

        options ??= new GroupNormOptions();
        NormNumbers.CheckEpsilon(options.Epsilon, nameof(GroupNorm));
        Config = new GroupNormConfig(groups, channels, options);
        _groups = groups;
        _channels = channels;
        _epsilon = options.Epsilon;
        if (options.Affine)
        {
            Weight = RegisterParameter("weight", [channels], Initializers.Ones, ParameterKind.Normalization);
            Bias = RegisterParameter("bias", [channels], Initializers.Zeros, ParameterKind.Normalization);
        }
    }

    /// <summary>weight: [channels], the scale, first 1; null without one.</summary>
    public Parameter? Weight { get; }

    /// <summary>bias: [channels], the shift, first 0; null without one.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank < 2 || x.Shape[1] != _channels)
        {
            throw new ShapeException($"GroupNorm needs x: [batch, {_channels}, ...].", $"x {x.Shape}", nameof(GroupNorm), "create the layer for the channels at axis 1 of x");
        }

        return x.GroupNorm(_groups, Weight?.Value, Bias?.Value, _epsilon);
    }
}
