namespace Hone.Nn;

/// <summary>Attention in several heads between a projection of the input and a projection of the result.</summary>
/// <remarks>
/// PyTorch's <c>nn.MultiheadAttention</c> with <c>batch_first=True</c>, its names (<c>in_proj_weight</c>, <c>in_proj_bias</c>, <c>out_proj.weight</c>,
/// <c>out_proj.bias</c>) and its first values. Differences: a Bool mask is true where a query may see a key (there it is true where it may
/// not); the weights are never stored, so they are not returned; key and value have the size of the query. Shapes: x <c>[batch, time, size]</c>, y
/// like x. Source: Vaswani et al. 2017.
/// </remarks>
public sealed class MultiheadAttention : Module
{
    private readonly Linear _outProjection;
    private readonly MultiheadAttentionOptions _options;
    private RandomStream? _stream;
    private Tensor? _mask;

    /// <summary>Makes the layer.</summary>
    /// <param name="size">Features of the input and of the output.</param>
    /// <param name="heads">Number of heads, a divisor of the size.</param>
    /// <param name="options">Dropout, bias and causal order; PyTorch's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="HoneException">The heads do not divide the size, or the fraction is out of range.</exception>
    public MultiheadAttention(int size, int heads, MultiheadAttentionOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        _options = options ?? new MultiheadAttentionOptions();
        if (size % heads != 0)
        {
            throw new HoneException(
                "The heads of attention share its features equally.",
                $"{size} features, {heads} heads",
                nameof(MultiheadAttention),
                "choose a number of heads that divides the size");
        }

        if (_options.Dropout is not (>= 0 and < 1))
        {
            throw new HoneException("The fraction that attention drops lies in 0..1, below 1.", $"{_options.Dropout}", nameof(MultiheadAttention), "0.1 is usual");
        }

        Config = new MultiheadAttentionConfig(size, heads, _options);
        Size = size;
        Heads = heads;
        InProjectionWeight = RegisterParameter("in_proj_weight", [3 * size, size], Initializers.XavierUniform());
        if (_options.Bias)
        {
            InProjectionBias = RegisterParameter("in_proj_bias", [3 * size], Initializers.Zeros, ParameterKind.Bias);
        }

        _outProjection = Register("out_proj", new Linear(size, size, new() { Bias = _options.Bias, BiasInitializer = Initializers.Zeros }));
    }

    /// <summary>Features of the input and of the output.</summary>
    public int Size { get; }

    /// <summary>Number of heads.</summary>
    public int Heads { get; }

    /// <summary>in_proj_weight: [3 size, size], the projections to queries, keys and values one below the other.</summary>
    public Parameter InProjectionWeight { get; }

    /// <summary>in_proj_bias: [3 size]; null without one.</summary>
    public Parameter? InProjectionBias { get; }

    /// <summary>Attention of a sequence to itself under a mask.</summary>
    /// <param name="x">x: [batch, time, size]</param>
    /// <param name="mask">Broadcasts to [batch, heads, time, time]; Bool, true where a position may see another, or numbers to add; null for none.</param>
    /// <returns>y: [batch, time, size]</returns>
    /// <exception cref="ShapeException">The sizes do not fit together.</exception>
    /// <exception cref="HoneException">The mask has another type, or dropout has no stream yet.</exception>
    public Tensor Forward(Tensor x, Tensor? mask)
    {
        _mask = mask;
        try
        {
            return Forward(x);
        }
        finally
        {
            _mask = null;
        }
    }

    /// <summary>Attention of one sequence to another, for example of a decoder to its encoder. Hooks do not see it.</summary>
    /// <param name="query">query: [batch, queries, size]</param>
    /// <param name="memory">memory: [batch, keys, size]; keys and values are computed from it.</param>
    /// <param name="mask">Broadcasts to [batch, heads, queries, keys]; null for none.</param>
    /// <returns>y: [batch, queries, size]</returns>
    /// <inheritdoc cref="Forward(Tensor, Tensor)" path="/exception"/>
    public Tensor Attend(Tensor query, Tensor memory, Tensor? mask = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(memory);
        Require(query);
        Require(memory);
        Tensor q = query.Linear(InProjectionWeight.Value.Narrow(0, 0, Size), InProjectionBias?.Value.Narrow(0, 0, Size)); // [batch, queries, size]
        Tensor pair = memory.Linear(InProjectionWeight.Value.Narrow(0, Size, 2 * Size), InProjectionBias?.Value.Narrow(0, Size, 2 * Size)); // [batch, keys, 2 size]
        Tensor y = Split(q).ScaledDotProductAttention(Split(pair.Narrow(2, 0, Size)), Split(pair.Narrow(2, Size, Size)), Options(mask));
        return _outProjection.Forward(y.Permute(0, 2, 1, 3).Reshape(query.Shape[0], query.Shape[1], Size));
    }

    /// <inheritdoc/>
    protected override void OnInitialize(long seed, string path) => _stream = new RandomStream(seed, "attention/" + path);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Require(x);
        Tensor projected = x.Linear(InProjectionWeight.Value, InProjectionBias?.Value); // [batch, time, 3 size]
        Tensor y = projected.SelfAttention(Heads, Options(_mask)); // [batch, time, size]
        LayerChain.Release(projected, y, x);
        Tensor result = _outProjection.Forward(y);
        LayerChain.Release(y, result, x);
        return result;
    }

    /// <summary>[batch, time, size] as [batch, heads, time, features].</summary>
    private Tensor Split(Tensor x) => x.Reshape(x.Shape[0], x.Shape[1], Heads, Size / Heads).Permute(0, 2, 1, 3);

    private AttentionOptions Options(Tensor? mask)
    {
        bool drops = IsTraining && _options.Dropout > 0;
        if (drops && _stream is null)
        {
            throw new HoneException(
                "Attention has a random stream before it trains with dropout.",
                "a layer that was never initialized",
                nameof(MultiheadAttention),
                "call Initialize(seed) on the whole model");
        }

        return new AttentionOptions { Mask = mask, IsCausal = _options.IsCausal, Dropout = drops ? _options.Dropout : 0, Stream = drops ? _stream : null };
    }

    private void Require(Tensor x)
    {
        if (x.Rank != 3 || x.Shape[2] != Size)
        {
            throw new ShapeException(
                $"MultiheadAttention needs [batch, time, {Size}].",
                $"{x.Shape}",
                nameof(MultiheadAttention),
                "put the batch first, or change the size of the layer");
        }
    }
}
