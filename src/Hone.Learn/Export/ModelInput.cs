using System.Text.Json.Serialization;

namespace Hone.Learn;

/// <summary>What the model sees, one item.</summary>
/// <param name="Kind">Images, numbers or texts.</param>
/// <param name="Shape">Sizes of the axes, without the batch; of texts the tokens of the longest that training had, while others may have any number.</param>
/// <param name="Text">How texts become numbers; null for all else, and then not written, so that earlier readers read on.</param>
public sealed record ModelInput(
    InputKind Kind,
    IReadOnlyList<int> Shape,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TextInput? Text = null);
