namespace Hone.Learn;

/// <summary>Reads single items, to find those that cannot be read. Used by several threads at once.</summary>
/// <param name="inputs">What the model sees.</param>
/// <param name="targets">What it should answer; empty where labels are sealed.</param>
/// <param name="ids">Identities of all items.</param>
internal sealed class ItemReader(IReadOnlyList<Column> inputs, IReadOnlyList<Column> targets, IReadOnlyList<string> ids)
{
    // Without item transforms: a picture of another size can be read.
    private readonly Dataset _samples = new(inputs, targets, ids, []);

    /// <summary>Why an item cannot be read; null when it can.</summary>
    /// <param name="index">Position in the list of all items.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public string? Problem(int index, CancellationToken cancellationToken)
    {
        try
        {
            _samples.LoadSample(index, [], isTraining: false);
            foreach (DirectColumn column in _samples.Columns.OfType<DirectColumn>())
            {
                Tensor memory = column.RentFor([index]);
                try
                {
                    column.Collate([index], memory, ids, cancellationToken);
                }
                finally
                {
                    memory.ReturnToPool();
                }
            }

            return null;
        }
        catch (HoneDataException error)
        {
            return error.Got ?? error.Expected;
        }
    }
}
