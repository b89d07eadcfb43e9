using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>Predicts with a model from a <c>.hone</c> file: no learner, no data, no progress bars.</summary>
/// <remarks>
/// Immutable and safe for use by several threads at once. One item and a batch take the same way, so their results agree to 1e-6, and to the last bit under
/// <see cref="EngineOptions.Exact"/>, which takes the items one by one. Tensors are what the input block gives: images as values 0 to 1; the transforms of validation, such as <see cref="Normalize"/>, are
/// applied here.
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
        _model = options.OptimizeForInference ? Optimized(model) : model;
        _options = options;
        Content = content;
        InputShape = Shape.Create([.. content.Input.Shape]);
        _itemTransforms = [.. content.ItemTransforms.Select(config => config.Build())];
        _batchTransforms = [.. content.BatchTransforms.Select(config => config.Build()).OrderBy(transform => transform.Order)];
        _itemRandoms = Randoms(_itemTransforms.Length);
        _randoms = Randoms(_batchTransforms.Length);
        string[] ids = [.. Enumerable.Range(0, options.BatchSize).Select(i => $"item {i}")];
        _layout = new Dataset([Column()], [], ids, []);
        OutputShape = Probe();
    }

    /// <summary>Everything that the file holds but the weights.</summary>
    public ModelFileContent Content { get; }

    /// <summary>Shape of one item: <c>[channels, height, width]</c> or <c>[features]</c>.</summary>
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

    /// <summary>The outputs for a batch, after the activation: probabilities for classes and labels. Takes no memory from the garbage collector but the headers of the tensors that the model makes.</summary>
    /// <param name="batch">batch: [batch, ...<see cref="InputShape"/>], Float32, as the input block gives it: images are values 0 to 1.</param>
    /// <param name="outputs">Room for [batch, ...<see cref="OutputShape"/>], row-major.</param>
    /// <exception cref="ShapeException">The batch has another shape, or there is no room for the outputs.</exception>
    public void Compute(Tensor batch, Span<float> outputs)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Require(batch);
        int count = batch.Shape[0];
        int width = OutputShape.ElementCount;
        if (outputs.Length < (long)count * width)
        {
            throw new ShapeException($"Room for {count} times {width} outputs.", $"room for {outputs.Length}", nameof(Predictor), "outputs need batch times OutputShape.ElementCount places");
        }

        int together = Together;
        for (int start = 0; start < count; start += together)
        {
            int size = Math.Min(together, count - start);
            using NoGrad noGrad = NoGrad.Enter();
            using StepScope step = StepScope.Begin();
            Tensor part = size == count ? batch : batch.Narrow(0, start, size);
            Run(part, outputs.Slice(start * width, size * width), step);
        }
    }

    /// <summary>The prediction for one item.</summary>
    /// <param name="item">item: <see cref="InputShape"/>, Float32, as the input block gives it: images are values 0 to 1.</param>
    /// <param name="id">Its identity in the result.</param>
    /// <returns>Label, probability, all probabilities.</returns>
    /// <exception cref="ShapeException">The item has another shape.</exception>
    /// <exception cref="HoneException">The model gives no classes or labels.</exception>
    public Prediction Predict(Tensor item, string id = "")
    {
        ArgumentNullException.ThrowIfNull(item);
        return PredictBatch(item.Unsqueeze(0), [id])[0];
    }

    /// <summary>The predictions for several items.</summary>
    /// <param name="batch">batch: [batch, ...<see cref="InputShape"/>], Float32, as the input block gives it: images are values 0 to 1.</param>
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

        var outputs = new float[count * OutputShape.ElementCount];
        Compute(batch, outputs);
        return Answers(outputs, ids ?? [.. Enumerable.Range(0, count).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
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
            _ => input.Shape.Count == 1,
        };
        if (!fits || !isPositive || values > most)
        {
            throw new HoneFormatException($"{path}, model.json", null, $"An input of shape [1 or 3, height, width], [bands, height, width] or [features] with at most {most} values.", $"{input.Kind} [{string.Join(", ", input.Shape)}]", "export the model again, or raise PredictorOptions.MostInputValues if you trust the file");
        }
    }

    private static Module Optimized(Module model)
    {
        Module form = model.OptimizeForInference();
        form.Eval();
        return form;
    }

    private Column Column() => Content.Input.Kind switch
    {
        InputKind.Image => new ImageColumn(_ => throw new NotSupportedException(), Mode, new PictureSize(InputShape[2], InputShape[1], _path)),
        InputKind.Bands => new BandColumn(_ => throw new NotSupportedException(), InputShape),
        _ => new VectorColumn<float[]>([], values => values, InputShape[0]),
    };

    /// <summary>Sends zeros through everything: what does not fit shows now, and the first prediction is as quick as the second.</summary>
    private Shape Probe()
    {
        using NoGrad noGrad = NoGrad.Enter();
        using StepScope step = StepScope.Begin();
        Tensor input = Tensor.Zeros([1, .. InputShape.AsSpan()]);
        if (_batchTransforms.Length > 0)
        {
            Batch batch = Rented(1);
            Tensor memory = batch.InputMemory;
            batch.InputParts[0].Tensor.CopyFrom(input);
            input = Transformed(batch, step);
            _changesInPlace = ReferenceEquals(memory, batch.InputMemory);
        }

        Tensor output = Activated(_model.Forward(input));
        return Shape.Create(output.Shape.AsSpan()[1..]);
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
        bool fits = batch.Rank == InputShape.Rank + 1 && batch.DType == DType.Float32 && batch.Shape.AsSpan()[1..].SequenceEqual(InputShape.AsSpan());
        if (!fits)
        {
            throw new ShapeException($"Items of Float32 {InputShape}, behind a batch axis.", $"{batch.DType} {batch.Shape}", $"Predictor of {_path}", "resize or reshape the items; Unsqueeze(0) makes a batch of one");
        }
    }

    private void RequireLabels()
    {
        if (Kind == PredictionKind.Numbers || OutputShape.Rank != 1)
        {
            throw new HoneException("A model that answers with classes or labels for the whole item.", $"{Kind} of shape {OutputShape}", $"Predictor of {_path}", IsSegmentation ? "use SegmentFiles or SegmentImage, which answer for each pixel" : IsNumbers ? "use NumberFiles" : "use Compute, which gives the outputs as they are");
        }
    }

    /// <summary>Transforms, which write into a copy, then the model.</summary>
    private void Run(Tensor batch, Span<float> outputs, StepScope step)
    {
        if (_batchTransforms.Length == 0)
        {
            Run(batch, outputs);
            return;
        }

        PredictorWorkspace? workspace = TakeWorkspace(batch.Shape[0], step);
        Batch copy = workspace?.Batch ?? Rented(batch.Shape[0]);
        copy.Input.CopyFrom(batch);
        if (workspace is null)
        {
            Run(Transformed(copy, step), outputs);
            return;
        }

        Transform(copy);
        Run(copy.Input, outputs);
        GiveWorkspace(workspace);
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

    private void Run(Tensor input, Span<float> outputs) => Activated(_model.Forward(input)).CopyTo(outputs);

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

    private Prediction[] Answers(float[] outputs, IReadOnlyList<string> ids)
    {
        var table = new Predictions(ids, outputs, OutputShape, Vocab);
        var answers = new Prediction[ids.Count];
        for (int i = 0; i < answers.Length; i++)
        {
            answers[i] = Kind == PredictionKind.Labels ? table[i] with { HasLabels = true, Labels = Labels(table.Row(i)) } : table[i];
        }

        return answers;
    }

    private string[] Labels(ReadOnlySpan<float> probabilities)
    {
        var labels = new List<string>();
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] > Content.Output.Threshold)
            {
                labels.Add(i < Vocab.Count ? Vocab[i] : i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return [.. labels];
    }
}
