namespace Hone.Learn;

public sealed partial class Predictor
{
    private const string NoViewsOfLists = "they are made of items that are one picture";

    /// <summary>The prediction for an item, from each of its inputs.</summary>
    /// <param name="inputs">One for each input of the model, in the order of training, such as two image files. All pictures pass through the item transforms together.</param>
    /// <param name="id">Its identity in the result and in messages.</param>
    /// <returns>Label, probability, all probabilities.</returns>
    /// <exception cref="ShapeException">There are more or fewer numbers than the model sees.</exception>
    /// <exception cref="HoneDataException">A file cannot be read, or an image does not fit the model.</exception>
    /// <exception cref="HoneException">There are more or fewer inputs than the model has, one is of another kind, or the model gives no classes or labels.</exception>
    public Prediction Predict(IReadOnlyList<ItemInput> inputs, string id = "")
    {
        ArgumentNullException.ThrowIfNull(inputs);
        RequireLabels();
        return Answer(Outputs([inputs], [id]), id);
    }

    /// <summary>The predictions for several items, from each of their inputs; each is what <see cref="Predict(IReadOnlyList{ItemInput}, string)"/> says of it, to 1e-6.</summary>
    /// <param name="items">The inputs of each item. Texts of one length go through the model together, so that none is padded.</param>
    /// <param name="ids">An identity for each; their positions when null.</param>
    /// <returns>One prediction an item, in order.</returns>
    /// <exception cref="ShapeException">There are more or fewer identities than items, or numbers than the model sees.</exception>
    /// <inheritdoc cref="Predict(IReadOnlyList{ItemInput}, string)" path="/exception"/>
    public IReadOnlyList<Prediction> PredictBatch(IReadOnlyList<IReadOnlyList<ItemInput>> items, IReadOnlyList<string>? ids = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        RequireLabels();
        RequireIds(ids, items.Count, "item");
        return Answers(Outputs(items, ids), items.Count, ids);
    }

    /// <summary>Predicts for items from files, a batch at a time, while they are asked for; an item with a file that cannot be read costs its own result and no other.</summary>
    /// <param name="paths">The files, item by item, as many for each as the model has inputs: image files, or texts in UTF-8, in the order of training.</param>
    /// <param name="cancellationToken">Ends the work between two items.</param>
    /// <returns>One result an item, in order.</returns>
    /// <exception cref="HoneException">The number of files is no multiple of the number of inputs, an input is of numbers, or the model gives no classes or labels.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public IEnumerable<FileGroupPrediction> PredictFileGroups(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        RequireLabels();
        RequireNoViews("a list of inputs", NoViewsOfLists);
        if (Array.Find(_inputs, input => !input.IsImage && !input.IsText) is { } numbers)
        {
            throw new HoneException("A model whose inputs are images and texts, which files hold.", $"one that sees {numbers} among {InputText}", Where, "use Predict with ItemInput.OfNumbers");
        }

        if (paths.Count % _inputs.Length != 0)
        {
            throw new HoneException($"Files in groups of {_inputs.Length}, one for each input of an item: {InputText}.", $"{paths.Count} files", Where, "give the files of each item one after the other: those of the first item, then those of the second");
        }

        return FileAnswers(
            [.. paths.Chunk(_inputs.Length)],
            Together,
            count => new List<PreparedItem>(count),
            (prepared, group) => prepared.Add(Prepare([.. group.Select(ItemInput.OfFile)], string.Join(", ", group))),
            prepared => Answers(Outputs(prepared), prepared.Count, [.. prepared.Select(item => item.Id)]),
            cancellationToken).Select(result => new FileGroupPrediction(result.Path, result.Answer, result.Error));
    }

    /// <summary>The outputs for items, after the activation: probabilities for classes and labels, numbers as they are.</summary>
    /// <param name="items">The inputs of each item.</param>
    /// <param name="outputs">Room for [items, ...<see cref="OutputShape"/>], row-major.</param>
    /// <exception cref="ShapeException">There is no room for the outputs, or there are more or fewer numbers than the model sees.</exception>
    /// <exception cref="HoneDataException">A file cannot be read, or an image does not fit the model.</exception>
    /// <exception cref="HoneException">An item has more or fewer inputs than the model, or one of another kind.</exception>
    public void ComputeItems(IReadOnlyList<IReadOnlyList<ItemInput>> items, Span<float> outputs)
    {
        ArgumentNullException.ThrowIfNull(items);
        RequireRoom(outputs, items.Count);
        Outputs(items, null).CopyTo(outputs);
    }

    /// <summary>The outputs for a batch of several inputs, after the activation: probabilities for classes and labels. Takes no memory from the garbage collector after warm-up.</summary>
    /// <param name="batch">One tensor for each input, in the order of training, as the input blocks give them: [batch, ...<see cref="InputShapes"/>], Float32, images as values 0 to 1; of texts Int64 [batch, tokens].</param>
    /// <param name="outputs">Room for [batch, ...<see cref="OutputShape"/>], row-major.</param>
    /// <exception cref="ShapeException">There are more or fewer tensors than inputs, one has another shape or another number of items, or there is no room for the outputs.</exception>
    public void ComputeInputs(ReadOnlySpan<Tensor> batch, Span<float> outputs)
    {
        if (batch.Length != _inputs.Length)
        {
            throw new ShapeException($"A tensor for each of {_inputs.Length} inputs: {InputText}.", $"{batch.Length} tensors", Where, "pass one for each, in the order of training");
        }

        for (int i = 0; i < batch.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(batch[i], nameof(batch));
            _inputs[i].Require(batch[i]);
            if (batch[i].Shape[0] != batch[0].Shape[0])
            {
                throw new ShapeException($"As many items in all inputs, {batch[0].Shape[0]} as in the first.", $"{batch[i].Shape[0]} in input {i + 1}", Where, "give each item a row in every tensor");
            }
        }

        Compute(batch, [], batch[0].Shape[0], outputs);
    }

    /// <summary>The outputs for items, after the activation, in their order: [items, ...<see cref="OutputShape"/>].</summary>
    private float[] Outputs(IReadOnlyList<IReadOnlyList<ItemInput>> items, IReadOnlyList<string>? ids)
    {
        RequireNoViews("a list of inputs", NoViewsOfLists);
        var outputs = new float[items.Count * OutputShape.ElementCount];
        int done = 0;
        foreach (int[] some in Positions(items.Count).Chunk(_options.BatchSize))
        {
            float[] part = Outputs([.. some.Select(i => Prepare(items[i], ids?[i] ?? $"{i}"))]);
            part.CopyTo(outputs, done);
            done += part.Length;
        }

        return outputs;
    }

    private float[] Outputs(IReadOnlyList<PreparedItem> items)
    {
        Column[] columns = [.. _inputs.Select((input, i) => input.ColumnOf([.. items.Select(item => item.Inputs[i])]))];
        int[] positions = Positions(items.Count);
        IEnumerable<int[]> groups = positions.GroupBy(i => items[i].TextLengths).SelectMany(alike => alike.Chunk(Together));
        return Outputs(new Dataset(columns, [], [.. items.Select(item => item.Id)], positions), groups);
    }

    /// <summary>Reads the inputs of an item, and takes its pictures through the item transforms together, as validation does.</summary>
    private PreparedItem Prepare(IReadOnlyList<ItemInput> given, string id)
    {
        ArgumentNullException.ThrowIfNull(given);
        if (given.Count != _inputs.Length)
        {
            throw new HoneException($"{_inputs.Length} inputs of an item: {InputText}.", $"{given.Count}: {string.Join(", ", given.Select(input => input.Description))}", id.Length == 0 ? Where : $"{Where}, item {id}", "pass one for each input of the model, in the order of training");
        }

        var prepared = new PreparedInput[_inputs.Length];
        var columns = new Column[_inputs.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            PredictorInput input = _inputs[i];
            ArgumentNullException.ThrowIfNull(given[i], nameof(given));
            if (input.IsImage)
            {
                ImagePixels picture = input.Picture(given[i], id);
                columns[i] = new ImageColumn(_ => picture, input.Mode);
            }
            else
            {
                prepared[i] = input.Prepare(given[i], id);
                columns[i] = input.Layout;
            }
        }

        if (Array.Exists(_inputs, input => input.IsImage))
        {
            AddPictures(prepared, Sampled(columns, [], id), id);
        }

        return new PreparedItem(id, prepared);
    }

    private void AddPictures(PreparedInput[] prepared, Sample sample, string id)
    {
        for (int i = 0; i < prepared.Length; i++)
        {
            if (sample.Parts[i] is ImagePart picture)
            {
                _inputs[i].RequireSize(picture.Pixels, _itemTransforms, id);
                prepared[i] = new PreparedInput(picture.Pixels.In(_inputs[i].Mode), default, null);
            }
        }
    }
}
