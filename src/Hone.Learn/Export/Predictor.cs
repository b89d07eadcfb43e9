using System.Buffers;
using System.Globalization;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>Predicts with a model from a <c>.hone</c> file: no learner, no data, no progress bars.</summary>
/// <remarks>
/// Immutable and safe for use by several threads at once. One item and a batch take the same way, so their results agree to 1e-6, and to the last bit under
/// <see cref="EngineOptions.Exact"/>, which takes the items one by one.
/// <para>
/// After warm-up <c>Compute</c> takes no memory from the garbage collector, not a byte, on no thread, and <see cref="Predict"/> and <see cref="PredictBatch"/> take what they
/// return: values come from the pool, and tensors, shapes and batches from the call before. Warm are a thread that has predicted before and a predictor that has seen
/// as many calls at once, and items together, as now. This holds for models and batch transforms of Hone; where a layer or transform is somebody's own, the objects are made new for
/// each call, because it may keep them. Reading image files and transforming items takes memory.
/// </para>
/// Tensors are what the input block gives: images as values 0 to 1; the transforms of validation, such as <see cref="Normalize"/>, are
/// applied here. Texts are cut and numbered as in training; how they go together is told at <see cref="PredictTexts"/>.
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
    private readonly string _path;

    private Predictor(string path, ModelFileContent content, Module model, PredictorOptions options)
    {
        _path = path;
        _model = options.OptimizeForInference ? model.OptimizeForInference() : model;
        _model.PrepareForInference();
        _options = options;
        Content = content;
        InputShape = Shape.Create([.. content.Input.Shape]);
        _itemTransforms = [.. content.ItemTransforms.Select(config => config.Build())];
        _batchTransforms = [.. content.BatchTransforms.Select(config => config.Build()).OrderBy(transform => transform.Order)];
        _itemRandoms = Randoms(_itemTransforms.Length);
        _randoms = Randoms(_batchTransforms.Length);
        _texts = content.Input.Text?.ToOptions();
        _tokens = _texts is null ? null : new TokenNumbers(_texts.Vocab!);
        _ignoresPadding = IgnoresPadding(model);
        string[] ids = [.. Enumerable.Range(0, options.BatchSize).Select(i => $"item {i}")];
        _layout = new Dataset([Column()], [], ids, []);
        _keepsNothing = KeepNothing(model, _batchTransforms) && KeepNothing(_model, []);
        OutputShape = Probe();
    }

    /// <summary>Everything that the file holds but the weights.</summary>
    public ModelFileContent Content { get; }

    /// <summary>Shape of one item: <c>[channels, height, width]</c> or <c>[features]</c>; for texts <c>[tokens]</c> of the longest that training had, while others may have any number.</summary>
    public Shape InputShape { get; }

    /// <summary>Shape of the output for one item: <c>[classes]</c> of a classifier, <c>[classes, height, width]</c> of a segmentation.</summary>
    public Shape OutputShape { get; }

    /// <summary>Names of the classes or labels by index; may be empty.</summary>
    public IReadOnlyList<string> Vocab => Content.Output.Vocab;

    /// <summary>The file it was read from, for messages.</summary>
    internal string Path => _path;

    private PredictionKind Kind => Content.Output.Kind;

    /// <summary>Items that go through the model together. Kernels choose their order of summation by the size of a batch, so exact results take the items one by one.</summary>
    private int Together => EngineOptions.Exact ? 1 : _options.BatchSize;

    private ImageMode Mode => InputShape[0] == 1 ? ImageMode.Gray : ImageMode.Rgb;

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
        CheckInput(content.Input, path, options.MostInputValues);
        try
        {
            var predictor = new Predictor(path, content, model, options);
            predictor.CheckOutput();
            return predictor;
        }
        catch (Exception error) when (error is ArgumentException or (HoneException and not HoneFormatException))
        {
            throw new HoneFormatException(path, null, $"A model that answers inputs of shape [{string.Join(", ", content.Input.Shape)}].", error.Message, "export the model again", error);
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
        Compute(batch, [], batch.Shape[0], outputs);
    }

    /// <summary>The outputs for items whose values lie one after the other. Takes no memory from the garbage collector after warm-up.</summary>
    /// <param name="items">items: [items, ...<see cref="InputShape"/>], row-major, as the input block gives them: images are values 0 to 1.</param>
    /// <param name="outputs">Room for [items, ...<see cref="OutputShape"/>], row-major.</param>
    /// <exception cref="ShapeException">The values are no whole number of items, or there is no room for the outputs.</exception>
    public void Compute(ReadOnlySpan<float> items, Span<float> outputs)
    {
        if (SeesTexts)
        {
            throw new HoneException("A model that sees images or numbers.", "one that sees texts", $"Predictor of {_path}", "use ComputeTexts, or Compute with a tensor of Int64 [batch, tokens]");
        }

        int length = InputShape.ElementCount;
        if (items.Length % length != 0)
        {
            throw new ShapeException($"Whole items of {length} values, {InputShape}.", $"{items.Length} values", $"Predictor of {_path}", "pass the values of all items, one item after the other");
        }

        Compute(null, items, items.Length / length, outputs);
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
        RequireLabels();
        var outputs = new float[OutputShape.ElementCount];
        PredictorSession session = TakeSession();
        try
        {
            using NoGrad noGrad = NoGrad.Enter();
            using StepScope step = session.Begin();
            Tensor batch = item.Unsqueeze(0);
            Require(batch);
            Run(session, batch, outputs, step);
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
        if (ids is not null && ids.Count != count)
        {
            throw new ShapeException("An identity for each item.", $"{ids.Count} identities for {count} items", nameof(Predictor), "pass as many, or none");
        }

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

    /// <summary>The outputs for a batch, or, where there is none, for values that lie one item after the other; as many at a time as go together.</summary>
    private void Compute(Tensor? batch, ReadOnlySpan<float> items, int count, Span<float> outputs)
    {
        RequireRoom(outputs, count);
        PredictorSession session = TakeSession();
        try
        {
            int length = InputShape.ElementCount;
            int width = OutputShape.ElementCount;
            int together = Together;
            for (int start = 0; start < count; start += together)
            {
                int size = Math.Min(together, count - start);
                using NoGrad noGrad = NoGrad.Enter();
                using StepScope step = session.Begin();
                Tensor part;
                if (batch is null)
                {
                    part = step.Rent(BatchShape(size));
                    items.Slice(start * length, size * length).CopyTo(part.AsSpan<float>());
                }
                else
                {
                    part = size == count ? batch : batch.Narrow(0, start, size);
                }

                Run(session, part, outputs.Slice(start * width, size * width), step);
            }
        }
        finally
        {
            GiveSession(session);
        }
    }

    private static void CheckInput(ModelInput input, string path, long most)
    {
        long values = 1;
        bool isPositive = true;
        foreach (int size in input.Shape)
        {
            isPositive &= size > 0;
            values = isPositive && values <= most ? values * size : values;
        }

        bool fits = input.Kind switch
        {
            InputKind.Image => input.Shape.Count == 3 && input.Shape[0] is 1 or 3,
            InputKind.Bands => input.Shape.Count == 3,
            InputKind.Text => input.Shape.Count == 1 && input.Text is { MaxTokens: null or > 0 },
            _ => input.Shape.Count == 1,
        };
        fits &= input.Kind == InputKind.Text || input.Text is null;
        if (!fits || !isPositive || values > most)
        {
            throw new HoneFormatException($"{path}, model.json", null, $"An input of shape [1 or 3, height, width], [bands, height, width], [features] or, with a vocabulary, [tokens], with at most {most} values.", $"{input.Kind} [{string.Join(", ", input.Shape)}]", "export the model again, or raise PredictorOptions.MostInputValues if you trust the file");
        }
    }

    private Column Column() => Content.Input.Kind switch
    {
        InputKind.Image => new ImageColumn(_ => throw new NotSupportedException(), Mode, new PictureSize(InputShape[2], InputShape[1], _path)),
        InputKind.Bands => new BandColumn(_ => throw new NotSupportedException(), InputShape),
        InputKind.Text => new TextColumn([], _texts!.Vocab!, _texts, InputShape[0]),
        _ => new VectorColumn<float[]>([], values => values, InputShape[0]),
    };

    /// <summary>Sends zeros, or the last token of the vocabulary, through everything: what does not fit shows now, and the first prediction is as quick as the second.</summary>
    private Shape Probe()
    {
        PredictorSession session = TakeSession();
        using NoGrad noGrad = NoGrad.Enter();
        using StepScope step = session.Begin();
        Tensor output = Output(session, SeesTexts ? LastTokens() : Tensor.Zeros(BatchShape(1)), step);
        GiveSession(session);
        return Shape.Create(output.Shape.AsSpan()[1..]);
    }

    private Shape BatchShape(int count)
    {
        Span<int> sizes = stackalloc int[1 + InputShape.Rank];
        sizes[0] = count;
        InputShape.AsSpan().CopyTo(sizes[1..]);
        return Shape.Create(sizes);
    }

    private void CheckOutput()
    {
        if (Kind != PredictionKind.Numbers && Vocab.Count > 0 && Vocab.Count != OutputShape[0])
        {
            throw new HoneFormatException($"{_path}, model.json", null, $"As many names as the model has outputs, {OutputShape[0]}.", $"{Vocab.Count} names", "export the model again");
        }
    }

    private void Require(Tensor batch)
    {
        if (SeesTexts)
        {
            RequireTokens(batch);
            return;
        }

        bool fits = batch.Rank == InputShape.Rank + 1 && batch.DType == DType.Float32 && batch.Shape.AsSpan()[1..].SequenceEqual(InputShape.AsSpan());
        if (!fits)
        {
            throw new ShapeException($"Items of Float32 {InputShape}, behind a batch axis.", $"{batch.DType} {batch.Shape}", $"Predictor of {_path}", "resize or reshape the items; Unsqueeze(0) makes a batch of one");
        }
    }

    private void RequireRoom(Span<float> outputs, int count)
    {
        int width = OutputShape.ElementCount;
        if (outputs.Length < (long)count * width)
        {
            throw new ShapeException($"Room for {count} times {width} outputs.", $"room for {outputs.Length}", nameof(Predictor), "outputs need batch times OutputShape.ElementCount places");
        }
    }

    private void RequireLabels()
    {
        if (Kind == PredictionKind.Numbers || OutputShape.Rank != 1)
        {
            throw new HoneException("A model that answers with classes or labels for the whole item.", $"{Kind} of shape {OutputShape}", $"Predictor of {_path}", IsSegmentation ? "use SegmentFiles or SegmentImage, which answer for each pixel" : IsNumbers ? (SeesTexts ? "use NumberFiles or ComputeTexts" : "use NumberFiles") : "use Compute, which gives the outputs as they are");
        }
    }

    private void Run(PredictorSession session, Tensor batch, Span<float> outputs, StepScope step) => Output(session, batch, step).CopyTo(outputs);

    /// <summary>Transforms, which write into a copy, then the model and its activation.</summary>
    private Tensor Output(PredictorSession session, Tensor batch, StepScope step)
    {
        if (_batchTransforms.Length == 0)
        {
            return Activated(_model.Forward(batch));
        }

        Batch copy = session.Rent(batch.Shape[0], step);
        copy.Input.CopyFrom(batch);
        return Activated(_model.Forward(Transformed(copy, step)));
    }

    private Tensor Transformed(Batch batch, StepScope step)
    {
        try
        {
            Transform(batch);
        }
        catch
        {
            batch.Release();
            throw;
        }

        batch.AdoptBy(step);
        return batch.Input;
    }

    private void Transform(Batch batch)
    {
        for (int i = 0; i < _batchTransforms.Length; i++)
        {
            _batchTransforms[i].Apply(batch, _randoms[i]);
        }
    }

    private Tensor Activated(Tensor output) => Kind switch
    {
        PredictionKind.Classes => output.Softmax(1),
        PredictionKind.Labels => output.Sigmoid(),
        _ => output,
    };

    private static BatchRandom[] Randoms(int count)
    {
        var stream = new RandomStream(0, "predict");
        return [.. Enumerable.Range(0, count).Select(i => new BatchRandom(stream.Split(i)))];
    }

    private static int[] Positions(int count)
    {
        var positions = new int[count];
        for (int i = 0; i < count; i++)
        {
            positions[i] = i;
        }

        return positions;
    }

    /// <summary>One answer an item: outputs: [count, width].</summary>
    private Prediction[] Answers(ReadOnlySpan<float> outputs, int count, IReadOnlyList<string>? ids)
    {
        int width = OutputShape.ElementCount;
        var answers = new Prediction[count];
        for (int i = 0; i < answers.Length; i++)
        {
            answers[i] = Answer(outputs.Slice(i * width, width).ToArray(), ids is null ? i.ToString(CultureInfo.InvariantCulture) : ids[i]);
        }

        return answers;
    }

    /// <param name="outputs">Those of one item, which become the answer's.</param>
    /// <param name="id">The identity of the item.</param>
    private Prediction Answer(float[] outputs, string id) => Prediction.Of(id, outputs, OutputShape, Kind, Content.Output.Threshold, Vocab);
}
