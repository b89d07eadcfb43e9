namespace Hone.Nn;

/// <summary>A net for tables: categories by embeddings, numbers normalized, both joined and sent through fully connected layers.</summary>
/// <remarks>
/// fastai's <c>TabularModel</c> with its names (<c>embeds.0.weight</c>, <c>bn_cont.weight</c>, <c>layers.0.0.weight</c>). Shapes: codes <c>[batch, categorical columns]</c> of type
/// Int64, numbers <c>[batch, continuous columns]</c>, y <c>[batch, outputs]</c>. With columns of one sort alone, that is the only input.
/// </remarks>
/// <example><code>
/// var model = new TabularModel([EmbeddingSize.Rule(10), EmbeddingSize.Rule(17)], continuous: 3, outputs: 2).Initialize(seed: 42);
/// Tensor y = model.Forward([codes, numbers]);
/// </code></example>
public sealed class TabularModel : Module
{
    private readonly Embedding[] _embeddings;
    private readonly Dropout _embeddingDropout;
    private readonly BatchNorm1d? _normalizeNumbers;
    private readonly Sequential _layers;
    private readonly TabularModelOptions _options;

    /// <summary>Makes the net, without first values.</summary>
    /// <param name="embeddings">Sizes of the embedding of each categorical column.</param>
    /// <param name="continuous">Number of continuous columns.</param>
    /// <param name="outputs">Classes, or numbers to predict.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, the number of continuous columns below 0, or there is no such activation.</exception>
    /// <exception cref="HoneException">There is no column at all, or not one dropout for each hidden layer.</exception>
    public TabularModel(IReadOnlyList<EmbeddingSize> embeddings, int continuous, int outputs, TabularModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentOutOfRangeException.ThrowIfNegative(continuous);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        options ??= new TabularModelOptions();
        if (embeddings.Count + continuous == 0)
        {
            throw new HoneException("A tabular model has at least one column.", "0 categorical and 0 continuous columns", nameof(TabularModel), "name the columns to learn from");
        }

        _options = options;
        EmbeddingSizes = [.. embeddings];
        Continuous = continuous;
        Outputs = outputs;

        // fastai's first weights: small, so that unseen combinations begin near the mean.
        var table = new EmbeddingOptions { WeightInitializer = Initializers.TruncatedNormal(0.01) };
        _embeddings = [.. embeddings.Select(size => new Embedding(size.Categories, size.Width, table))];
        Register("embeds", new Sequential([.. _embeddings]));
        _embeddingDropout = Register("emb_drop", new Dropout(options.EmbeddingDropout));
        _normalizeNumbers = options.BnCont && continuous > 0 ? Register("bn_cont", new BatchNorm1d(continuous)) : null;
        _layers = Register("layers", new Sequential([.. Layers(embeddings.Sum(size => size.Width) + continuous, outputs, options)]));
    }

    /// <summary>Sizes of the embedding of each categorical column.</summary>
    public IReadOnlyList<EmbeddingSize> EmbeddingSizes { get; }

    /// <summary>The embedding of each categorical column.</summary>
    public IReadOnlyList<Embedding> Embeddings => _embeddings;

    /// <summary>Number of continuous columns.</summary>
    public int Continuous { get; }

    /// <summary>Classes, or numbers to predict.</summary>
    public int Outputs { get; }

    /// <inheritdoc/>
    public override ModelConfig? Config => new TabularModelConfig(
        EmbeddingSizes,
        Continuous,
        Outputs,
        _options.Layers,
        _options.Dropouts,
        _options.EmbeddingDropout,
        (SigmoidRangeConfig?)_options.YRange?.Config,
        _options.UseBn,
        _options.BnFinal,
        _options.BnCont,
        _options.LinearFirst,
        _options.Activation == Activation.ReLU ? null : _options.Activation);

    /// <summary>The net for columns of one sort alone.</summary>
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (_embeddings.Length > 0 && Continuous > 0)
        {
            throw new ShapeException("TabularModel takes two inputs, codes and numbers.", $"one input {x.Shape}", nameof(TabularModel), "call Forward([codes, numbers])");
        }

        return _layers.Forward(_embeddings.Length > 0 ? Embed(x) : Normalize(x)); // [batch, outputs]
    }

    /// <inheritdoc/>
    protected override Tensor ComputeAll(IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count != 2 || _embeddings.Length == 0 || Continuous == 0)
        {
            throw new ShapeException(
                $"TabularModel takes {(_embeddings.Length == 0 || Continuous == 0 ? "one input" : "two inputs, codes and numbers")}.",
                $"{inputs.Count} inputs: {string.Join(", ", inputs.Select(input => input.Shape))}",
                nameof(TabularModel),
                "pass the inputs that the loaders give");
        }

        Tensor embedded = Embed(inputs[0]); // [batch, widths]
        Tensor numbers = Normalize(inputs[1]); // [batch, continuous]
        return _layers.Forward(Tensor.Cat([embedded, numbers], 1)); // [batch, outputs]
    }

    private static IEnumerable<Module> Layers(int features, int outputs, TabularModelOptions options)
    {
        if (options.Dropouts is { } given && given.Count != options.Layers.Count)
        {
            throw new HoneException("One dropout for each hidden layer.", $"{given.Count} dropouts and {options.Layers.Count} layers", nameof(TabularModel), "give as many as there are layers, or none");
        }

        int previous = features;
        for (int i = 0; i < options.Layers.Count; i++)
        {
            yield return new LinBnDrop(previous, options.Layers[i], new()
            {
                Norm = options.UseBn,
                Dropout = options.Dropouts?[i] ?? 0,
                Activation = options.Activation,
                LinearFirst = options.LinearFirst,
            });
            previous = options.Layers[i];
        }

        yield return new LinBnDrop(previous, outputs, new() { Norm = options.UseBn && options.BnFinal, LinearFirst = options.LinearFirst });
        if (options.YRange is { } range)
        {
            yield return range;
        }
    }

    private Tensor Embed(Tensor codes)
    {
        Require(codes, _embeddings.Length, "codes", "categorical");
        var rows = new Tensor[_embeddings.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = _embeddings[i].Forward(codes.Narrow(1, i, 1).Squeeze(1)); // [batch, width]
        }

        return _embeddingDropout.Forward(Tensor.Cat(rows, 1)); // [batch, widths]
    }

    private Tensor Normalize(Tensor numbers)
    {
        Require(numbers, Continuous, "numbers", "continuous");
        return _normalizeNumbers?.Forward(numbers) ?? numbers;
    }

    private static void Require(Tensor x, int columns, string name, string sort)
    {
        if (x.Rank != 2 || x.Shape[1] != columns)
        {
            throw new ShapeException($"TabularModel needs {name}: [batch, {columns}], one column for each {sort} column.", $"{name} {x.Shape}", nameof(TabularModel), "make the batch with the columns that the model was made for, in their order");
        }
    }
}
