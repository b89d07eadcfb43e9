namespace Hone.Learn;

/// <summary>Puts samples together: rents memory for each column and writes the rows, pictures by way of the item transforms.</summary>
internal sealed class BatchBuilder(Dataset dataset, BatchRandom[] randoms, bool isTraining)
{
    /// <summary>Rents memory and fills it; if that fails, nothing stays rented.</summary>
    public Batch Build(int[] indices, int epoch, int number, CancellationToken cancellationToken)
    {
        IReadOnlyList<Column> columns = dataset.Columns;
        var memories = new Tensor?[columns.Count];
        try
        {
            for (int i = 0; i < memories.Length; i++)
            {
                memories[i] = columns[i].RentFor(indices);
                if (columns[i] is DirectColumn direct)
                {
                    direct.Collate(indices, memories[i]!, dataset.Ids, cancellationToken);
                }
            }

            for (int row = 0; dataset.HasSamples && row < indices.Length; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Write(indices[row], row, memories);
            }

            var parts = new BatchPart[memories.Length];
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i] = new BatchPart(columns[i], memories[i]!);
            }

            return new Batch(dataset, indices, epoch, number, parts, isTraining);
        }
        catch
        {
            foreach (Tensor? memory in memories)
            {
                memory?.ReturnToPool();
            }

            throw;
        }
    }

    private void Write(int index, int row, Tensor?[] memories)
    {
        Sample sample = dataset.LoadSample(index, randoms, isTraining);
        for (int i = 0; i < memories.Length; i++)
        {
            if (dataset.Columns[i] is not SampleColumn column)
            {
                continue;
            }

            try
            {
                column.Write(sample.Parts[i]!, memories[i]!, row);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw ItemError.Describe(error, dataset.Ids[index], column.Name);
            }
        }
    }
}
