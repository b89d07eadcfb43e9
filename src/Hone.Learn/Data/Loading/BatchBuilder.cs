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
                memories[i] = Rent(columns[i], indices);
                RequireRows(columns[i], memories[i]!, indices.Length);
                if (columns[i] is DirectColumn direct)
                {
                    Collate(direct, indices, memories[i]!, cancellationToken);
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
                RequireAxes(columns[i], parts[i].Tensor, indices.Length);
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

    /// <summary>What a column rents is checked before it is written: a wrong number of rows would put samples in the wrong places.</summary>
    private static void RequireRows(Column column, Tensor memory, int count)
    {
        if (memory.DType != column.DType || memory.Rank == 0 || memory.Shape[0] != count)
        {
            throw new ShapeException($"A batch of {count} rows of {column.DType}.", $"{memory.DType} {memory.Shape}", $"{column.GetType().Name}.RentBatch or RentFor, part {column.Name}", $"rent [{count}, ...] with DType.{column.DType}");
        }
    }

    private static void RequireAxes(Column column, Tensor seen, int count)
    {
        if (seen.Rank != column.RowShape.Rank + 1 || seen.Shape[0] != count)
        {
            throw new ShapeException(
                $"A batch has {count} rows and the {column.RowShape.Rank} axes of RowShape {column.RowShape}.",
                $"{seen.Shape}",
                $"{column.GetType().Name}.View, part {column.Name}",
                "let RentBatch, RentFor and View keep the batch axis first and as many axes as RowShape behind it");
        }
    }

    private Tensor Rent(Column column, int[] indices)
    {
        try
        {
            return column.RentFor(indices);
        }
        catch (Exception error) when (error is not HoneException)
        {
            throw BatchError(error, column, indices);
        }
    }

    private void Collate(DirectColumn column, int[] indices, Tensor memory, CancellationToken cancellationToken)
    {
        try
        {
            column.Collate(indices, memory, dataset.Ids, cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or HoneDataException))
        {
            throw BatchError(error, column, indices);
        }
    }

    /// <summary>What a column throws that puts a batch together as a whole; it does not say at which item.</summary>
    private HoneDataException BatchError(Exception error, Column column, int[] indices) =>
        ItemError.Describe(error, $"{dataset.Ids[indices[0]]} and {indices.Length - 1} more of its batch", column.Name);

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
