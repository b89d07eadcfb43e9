using System.Buffers;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>Predicts with a model from a <c>.hone</c> file: no learner, no data, no progress bars.</summary>
/// <remarks>
/// Immutable and safe for use by several threads at once. One item and a batch take the same way, so their results agree to 1e-6, and to the last bit under
/// <see cref="EngineOptions.Exact"/>, which takes the items one by one.
/// <para>
/// After warm-up <c>Compute</c> and <see cref="ComputeInputs"/> take no memory from the garbage collector, not a byte, on no thread, and <c>Predict</c> and <c>PredictBatch</c> with tensors take what they
/// return: values come from the pool, and tensors, shapes and batches from the call before. Warm are a thread that has predicted before and a predictor that has seen
/// as many calls at once, and items together, as now. This holds for models and batch transforms of Hone; where a layer or transform is somebody's own, the objects are made new for
/// each call, because it may keep them. Reading image files and transforming items takes memory.
/// </para>
/// Tensors are what the input block gives: images as values 0 to 1; the transforms of validation, such as <see cref="Normalize"/>, are
/// applied here. A model that sees several inputs is asked with a list of <see cref="ItemInput"/> for each item, with files, or with a tensor for each input. Texts are cut and numbered as in training; how they go together is told at <see cref="PredictTexts"/>.
/// </remarks>
/// <example><code>
/// Predictor predictor = Predictor.Load("flowers.hone");
/// Prediction answer = predictor.PredictFile("garden.jpg");
/// Console.WriteLine($"{answer.Label} {answer.Probability:0.000}");
/// </code></example>
public sealed partial class Predictor
{
    private readonly Module _model;
    private readonly ItemTransform[] _itemTransforms;
    private readonly BatchTransform[] _batchTransforms;
    private readonly BatchRandom[] _itemRandoms;
    private readonly BatchRandom[] _randoms;
    private readonly PredictorOptions _options;
    private readonly Dataset _layout;
    private readonly PredictorInput[] _inputs;
    private readonly string _path;

    private Predictor(string path, ModelFileContent content, Module model, PredictorOptions options)
    {
        _path = path;
        _model = options.OptimizeForInference ? model.OptimizeForInference() : model;
        _model.PrepareForInference();
        _options = options;
        Content = content;
        IReadOnlyList<ModelInput> inputs = content.Inputs;
        _inputs = [.. inputs.Select((_, i) => new PredictorInput(inputs, i, path))];
        _itemTransforms = [.. content.ItemTransforms.Select(config => config.Build())];
        _batchTransforms = [.. content.BatchTransforms.Select(config => config.Build()).OrderBy(transform => transform.Order)];
        _itemRandoms = Randoms(_itemTransforms.Length);
        _randoms = Randoms(_batchTransforms.Length);
        _ignoresPadding = IgnoresPadding(model);
        string[] ids = [.. Enumerable.Range(0, options.BatchSize).Select(i => $"item {i}")];
        _layout = new Dataset([.. _inputs.Select(input => input.Layout)], [], ids, []);
        _keepsNothing = KeepNothing(model, _batchTransforms) && KeepNothing(_model, []);
        OutputShape = Probe();
    }

    /// <summary>Everything that the file holds but the weights.</summary>
    public ModelFileContent Content { get; }

    /// <summary>Shape of one item: <c>[channels, height, width]</c> or <c>[features]</c>; for texts <c>[tokens]</c> of the longest that training had, while others may have any number. Of several inputs that of the first.</summary>
    public Shape InputShape => _inputs[0].Shape;

    /// <summary><see cref="InputShape"/> of every input, in the order in which the model takes them; <see cref="ModelFileContent.Inputs"/> says what they are.</summary>
    public IReadOnlyList<Shape> InputShapes => [.. _inputs.Select(input => input.Shape)];

    /// <summary>Shape of the output for one item: <c>[classes]</c> of a classifier, <c>[classes, height, width]</c> of a segmentation.</summary>
    public Shape OutputShape { get; }

    /// <summary>Names of the classes or labels by index; may be empty.</summary>
    public IReadOnlyList<string> Vocab => Content.Output.Vocab;

    /// <summary>The file it was read from, for messages.</summary>
    internal string Path => _path;

    private PredictionKind Kind => Content.Output.Kind;

    /// <summary>Items that go through the model together. Kernels choose their order of summation by the size of a batch, so exact results take the items one by one.</summary>
    private int Together => EngineOptions.Exact ? 1 : _options.BatchSize;

    private string InputText => string.Join(", ", (object[])_inputs);

    /// <summary>Reads a file that <see cref="LearnerExport.Export"/> wrote, builds its model and tries it once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What files may name, and limits.</param>
    /// <returns>A predictor, ready.</returns>
    /// <exception cref="HoneDataException">There is no such file, or it may not be read.</exception>
    /// <exception cref="HoneFormatException">The file is no model file, is newer than this Hone, names something unknown, or was changed.</exception>
    public static Predictor Load(string path, PredictorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new PredictorOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Views);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Views, PictureViews.Most);
        (ModelFileContent content, Module model) = ModelFile.Read(path, options);
        PredictorInput.Check(content.Inputs, path, options.MostInputValues);
        try
        {
            var predictor = new Predictor(path, content, model, options);
            predictor.CheckOutput();
            return predictor;
        }
        catch (Exception error) when (error is ArgumentException or (HoneException and not HoneFormatException))
        {
            throw new HoneFormatException(path, null, $"A model that answers inputs of shape {string.Join(", ", content.Inputs.Select(input => $"[{string.Join(", ", input.Shape)}]"))}.", error.Message, "export the model again", error);
        }
    }

    /// <summary>The outputs for a batch, after the activation: probabilities for classes and labels. Takes no memory from the garbage collector after warm-up.</summary>
    /// <param name="batch">batch: [batch, ...<see cref="InputShape"/>], Float32, as the input block gives it: images are values 0 to 1; of texts Int64 [batch, tokens].</param>
    /// <param name="outputs">Room for [batch, ...<see cref="OutputShape"/>], row-major.</param>
    /// <exception cref="ShapeException">The batch has another shape, or there is no room for the outputs.</exception>
    public void Compute(Tensor batch, Span<float> outputs)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Require(batch);
        Compute(new ReadOnlySpan<Tensor>(in batch), [], batch.Shape[0], outputs);
    }

    /// <summary>The outputs for items whose values lie one after the other. Takes no memory from the garbage collector after warm-up.</summary>
    /// <param name="items">items: [items, ...<see cref="InputShape"/>], row-major, as the input block gives them: images are values 0 to 1.</param>
    /// <param name="outputs">Room for [items, ...<see cref="OutputShape"/>], row-major.</param>
    /// <exception cref="ShapeException">The values are no whole number of items, or there is no room for the outputs.</exception>
    public void Compute(ReadOnlySpan<float> items, Span<float> outputs)
    {
        RequireOneInput();
        if (SeesTexts)
        {
            throw new HoneException("A model that sees images or numbers.", "one that sees texts", Where, "use ComputeTexts, or Compute with a tensor of Int64 [batch, tokens]");
        }

        int length = InputShape.ElementCount;
        if (items.Length % length != 0)
        {
            throw new ShapeException($"Whole items of {length} values, {InputShape}.", $"{items.Length} values", Where, "pass the values of all items, one item after the other");
        }

        Compute([], items, items.Length / length, outputs);
    }

    /// <summary>The prediction for one item.</summary>
    /// <param name="item">item: <see cref="InputShape"/>, Float32, as the input block gives it: images are values 0 to 1; of texts Int64 [tokens].</param>
    /// <param name="id">Its identity in the result.</param>
    /// <returns>Label, probability, all probabilities.</returns>
    /// <exception cref="ShapeException">The item has another shape.</exception>
    /// <exception cref="HoneException">The model gives no classes or labels.</exception>
    public Prediction Predict(Tensor item, string id = "")
    {
        ArgumentNullException.ThrowIfNull(item);
        RequireOneInput();
        RequireLabels();
        var outputs = new float[OutputShape.ElementCount];
        PredictorSession session = TakeSession();
        try
        {
            using NoGrad noGrad = NoGrad.Enter();
            using StepScope step = session.Begin();
            Tensor batch = item.Unsqueeze(0);
            Require(batch);
            session.Inputs[0] = batch;
            Output(session, step).CopyTo<float>(outputs);
        }
        finally
        {
            GiveSession(session);
        }

        return Answer(outputs, id);
    }

    /// <summary>The predictions for several items.</summary>
    /// <param name="batch">batch: [batch, ...<see cref="InputShape"/>], Float32, as the input block gives it: images are values 0 to 1; of texts Int64 [batch, tokens].</param>
    /// <param name="ids">An identity for each; their positions when null.</param>
    /// <returns>One prediction an item, in order.</returns>
    /// <exception cref="ShapeException">The batch has another shape, or there are more or fewer identities than items.</exception>
    /// <exception cref="HoneException">The model gives no classes or labels.</exception>
    public IReadOnlyList<Prediction> PredictBatch(Tensor batch, IReadOnlyList<string>? ids = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Require(batch);
        RequireLabels();
        int count = batch.Shape[0];
        RequireIds(ids, count, "item");
        float[] outputs = ArrayPool<float>.Shared.Rent(count * OutputShape.ElementCount);
        try
        {
            Compute(batch, outputs);
            return Answers(outputs, count, ids);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(outputs);
        }
    }
}
