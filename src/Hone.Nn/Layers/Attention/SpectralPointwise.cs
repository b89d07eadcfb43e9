namespace Hone.Nn;

/// <summary>A linear map of the channels at every position, whose largest factor of growth is kept at 1: its weight is divided by its spectral norm.</summary>
/// <remarks>
/// <para>
/// y = W x / sigma with sigma = u^T W v. u and v approach the first singular vectors by one step of the power iteration in each training pass, v = W^T u / |W^T u| and
/// u = W v / |W v|, and stand still in evaluation. They count as constants in the gradient.
/// </para>
/// PyTorch's <c>spectral_norm(nn.Conv1d(in, out, 1, bias=False))</c> with its names (<c>weight_orig</c>, <c>weight_u</c>, <c>weight_v</c>). Source: Miyato et al. 2018.
/// Difference: channels are the last axis. Shapes: x <c>[batch, positions, in]</c>, y <c>[batch, positions, out]</c>.
/// </remarks>
internal sealed class SpectralPointwise : Module
{
    private const double Epsilon = 1e-12;

    private readonly Parameter _weight;
    private readonly ModuleBuffer _left;
    private readonly ModuleBuffer _right;

    public SpectralPointwise(int inChannels, int outChannels)
    {
        _weight = RegisterParameter("weight_orig", [outChannels, inChannels, 1], Initializers.KaimingUniform(Math.Sqrt(5)));
        _left = RegisterBuffer("weight_u", Tensor.Zeros([outChannels]));
        _right = RegisterBuffer("weight_v", Tensor.Zeros([inChannels]));
    }

    /// <summary>Random directions of length 1, as the power iteration needs them to begin with.</summary>
    protected override void OnInitialize(long seed, string path)
    {
        Fill(_left.Value, new RandomStream(seed, $"spectral/{path}/u"));
        Fill(_right.Value, new RandomStream(seed, $"spectral/{path}/v"));
    }

    protected override Tensor Compute(Tensor x)
    {
        Tensor weight = _weight.Value.Reshape(_weight.Shape[0], _weight.Shape[1]); // [out, in]
        (Tensor left, Tensor right) = IsTraining ? Iterate(weight) : (_left.Value.Reshape(1, -1), _right.Value.Reshape(-1, 1));
        Tensor sigma = left.MatMul(weight).MatMul(right); // [1, 1]
        return x.MatMul((weight / sigma).Permute(1, 0)); // [batch, positions, out]
    }

    /// <summary>The map as evaluation uses it, transposed: [in, out], a copy without gradients.</summary>
    public Tensor Normalized()
    {
        using NoGrad none = NoGrad.Enter();
        Tensor weight = _weight.Value.Reshape(_weight.Shape[0], _weight.Shape[1]);
        Tensor sigma = _left.Value.Reshape(1, -1).MatMul(weight).MatMul(_right.Value.Reshape(-1, 1));
        return (weight / sigma).Permute(1, 0).ContiguousCopy().Keep();
    }

    private static void Fill(Tensor direction, RandomStream stream)
    {
        var values = new float[direction.ElementCount];
        stream.FillNormal(values, 0, 1);
        float length = (float)Math.Sqrt(values.Sum(value => (double)value * value));
        direction.CopyFrom(Tensor.From(Array.ConvertAll(values, value => value / length), direction.Shape).To(direction.DType));
    }

    /// <summary>One step of the power iteration: u as [1, out] and v as [in, 1], new tensors, because the next pass changes the buffers while backward still needs these.</summary>
    private (Tensor Left, Tensor Right) Iterate(Tensor weight)
    {
        using NoGrad none = NoGrad.Enter();
        Tensor right = Unit(_left.Value.Reshape(1, -1).MatMul(weight)); // [1, in]
        Tensor left = Unit(weight.MatMul(right.Reshape(-1, 1))); // [out, 1]
        _right.Value.CopyFrom(right.Reshape(-1));
        _left.Value.CopyFrom(left.Reshape(-1));
        return (left.Reshape(1, -1), right.Reshape(-1, 1));
    }

    private static Tensor Unit(Tensor x) => x / x.Norm().Clamp(Epsilon, double.MaxValue);
}
