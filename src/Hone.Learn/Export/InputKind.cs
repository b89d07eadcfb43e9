namespace Hone.Learn;

/// <summary>What a model in a file sees.</summary>
public enum InputKind
{
    /// <summary>Images, <c>[channels, height, width]</c>, values 0 to 1 before the batch transforms; one channel is gray, three are RGB.</summary>
    Image,

    /// <summary>Rows of numbers, <c>[features]</c>.</summary>
    Vector,

    /// <summary>Images of any number of channels, <c>[channels, height, width]</c>, numbers as they are before the batch transforms; see <see cref="BandImageBlock{TItem}"/>.</summary>
    Bands,

    /// <summary>Texts, <c>[tokens]</c> of any length, numbers of the vocabulary that the file holds; see <see cref="TextBlock{TItem}"/>.</summary>
    Text,
}
