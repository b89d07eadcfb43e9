namespace Hone.Learn;

/// <summary>A column of pictures or of what belongs to pictures: each sample passes through the item transforms before it is written into a batch.</summary>
/// <remarks>Used by several threads at once: implementations hold no state that changes.</remarks>
public abstract class SampleColumn : Column
{
    /// <summary>Reads one sample; called on loader threads.</summary>
    /// <param name="index">Position in the list of items.</param>
    /// <returns>A part of its own for this call.</returns>
    public abstract SamplePart Load(int index);

    /// <summary>The column with the row shape of a sample that has passed through the item transforms.</summary>
    /// <param name="first">The sample.</param>
    /// <param name="id">Its identity, for messages about others that differ.</param>
    /// <returns>A column whose row shape is known.</returns>
    public abstract SampleColumn WithRowOf(SamplePart first, string id);

    /// <summary>Writes a sample that has passed through the item transforms into a batch.</summary>
    /// <param name="part">The sample.</param>
    /// <param name="memory">What <see cref="Column.RentBatch"/> returned.</param>
    /// <param name="row">Its row there; the content is undefined before.</param>
    /// <exception cref="HoneDataException">It has another size than the first sample.</exception>
    public abstract void Write(SamplePart part, Tensor memory, int row);
}
