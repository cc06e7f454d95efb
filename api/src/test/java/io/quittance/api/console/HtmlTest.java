package io.quittance.api.console;

import static io.quittance.api.web.Html.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.api.web.Html;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HtmlTest {

    @Test
    void textIsTextWhateverItSays() {
        assertThat(tag("p").of("<script>alert('1 & \"2\"')</script>"))
                .hasToString("<p>&lt;script&gt;alert(&#39;1 &amp; &quot;2&quot;&#39;)&lt;/script&gt;</p>");
    }

    @Test
    void aValueCannotLeaveItsAttribute() {
        assertThat(tag("a").with("title", "\" onclick=\"alert(1)").of("x"))
                .hasToString("<a title=\"&quot; onclick=&quot;alert(1)\">x</a>");
    }

    @Test
    void whatIsEscapedOnceIsNotEscapedAgain() {
        assertThat(tag("p").of(tag("b").of("&"), Html.text("&amp;"))).hasToString("<p><b>&amp;</b>&amp;amp;</p>");
    }

    @Test
    void otherScriptsAreLeftAsTheyAre() {
        assertThat(Words.foreign("סירוב בחברת האשראי")).hasToString("<bdi dir=\"auto\">סירוב בחברת האשראי</bdi>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p onclick", "p>", "P", "-p"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> tag(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tag("p").with(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
