/// The text of proofs/audit.txt; written by Scripts/embed.
enum EmbeddedAudit {
  static let text = #"""
    == T2_odds_law
    T2_odds_law
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           forall k : nat, p k.+1 / (1 - p k.+1) = exp (1 / beta) * (p k / (1 - p k))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T2_closed_form
    T2_closed_form
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m : A),
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           forall k : nat,
           p k = p 0%N * exp (INR k / beta) / (p 0%N * exp (INR k / beta) + (1 - p 0%N))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T2_error_bounds
    T2_error_bounds
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           forall k : nat,
           (1 - p 0%N) * exp (- INR k / beta) <= 1 - p k <=
           (1 - p 0%N) / p 0%N * exp (- INR k / beta)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T2_one_step_ratio
    T2_one_step_ratio
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           forall k : nat,
           (1 - p k.+1) / (1 - p k) = / (1 + p k * (exp (1 / beta) - 1)) /\
           exp (- (1 / beta)) < (1 - p k.+1) / (1 - p k) < 1
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T2_ratio_limit
    T2_ratio_limit
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           is_lim_seq (fun k : nat => (1 - p k.+1) / (1 - p k)) (exp (- (1 / beta)))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T2_limit
    T2_limit
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in is_lim_seq p 1
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T3_conditional_invariance
    T3_conditional_invariance
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           forall k : nat,
           (forall a : A, a \in M -> pi k a / p k = pi 0%N a / p 0%N) /\
           (forall a : A,
            a \notin M ->
            pi k a / \big[Rplus/0]_(b in ~: M) pi k b =
            pi 0%N a / \big[Rplus/0]_(b in ~: M) pi 0%N b)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T3_limit_policy
    T3_limit_policy
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           forall a : A, is_lim_seq (pi^~ a) (if a \in M then pi 0%N a / p 0%N else 0)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T33_monotone
    T33_monotone
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           m \in M ->
           w \notin M ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b \in M then 1 else 0) / beta))) ->
           forall C : {set A},
           let p0 := \big[Rplus/0]_(a in M) pi 0%N a in
           let correct := fun k : nat => \big[Rplus/0]_(a in C) pi k a in
           let correct_in_M := \big[Rplus/0]_(a in M :&: C) pi 0%N a / p0 in
           let correct_outside := \big[Rplus/0]_(a in ~: M :&: C) pi 0%N a / (1 - p0) in
           (correct_outside <= correct_in_M -> forall k : nat, correct k <= correct k.+1) /\
           (correct_in_M <= correct_outside -> forall k : nat, correct k.+1 <= correct k)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T2_majority_kept
    T2_majority_kept
         : forall (A : finType) (beta : R) (pi : nat -> A -> R) (m : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a == m then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b == m then 1 else 0) / beta))) ->
           (forall a : A, a != m -> pi 0%N a < pi 0%N m) ->
           forall (k : nat) (a : A), a != m -> pi k a < pi k m
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T4i_convergence_not_implied
    T4i_convergence_not_implied
         : forall beta : R,
           0 < beta ->
           exists pi : nat -> bool -> R,
             (forall (k : nat) (a : bool), 0 < pi k a) /\
             (forall k : nat, \big[Rplus/0]_a pi k a = 1) /\
             (forall k : nat, pi k false < pi k true) /\
             (forall k : nat, pi k true < pi k.+1 true) /\
             (forall k : nat,
              pi k.+1 true <=
              pi k true * exp (1 / beta) / (pi k true * exp (1 / beta) + (1 - pi k true))) /\
             (forall k : nat,
              pi k true = 3 / 4 - Rmin (1 / 8) (3 / 8 * (1 - exp (- (1 / beta)))) * (/ 2) ^ k) /\
             is_lim_seq (pi^~ true) (3 / 4)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T4i_convergence_not_implied_beta1
    T4i_convergence_not_implied_beta1
         : exists pi : nat -> bool -> R,
             (forall (k : nat) (a : bool), 0 < pi k a) /\
             (forall k : nat, \big[Rplus/0]_a pi k a = 1) /\
             (forall k : nat, pi k false < pi k true) /\
             (forall k : nat, pi k true < pi k.+1 true) /\
             (forall k : nat,
              pi k.+1 true <= pi k true * exp 1 / (pi k true * exp 1 + (1 - pi k true))) /\
             (forall k : nat, pi k true = 3 / 4 - (/ 2) ^ (k + 3)) /\
             is_lim_seq (pi^~ true) (3 / 4)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T4iii_rate_false
    T4iii_rate_false
         : forall beta : R,
           0 < beta ->
           exists (n : nat) (pi : nat -> bool -> R),
             (forall (k : nat) (a : bool), 0 < pi k a) /\
             (forall k : nat, \big[Rplus/0]_a pi k a = 1) /\
             (forall k : nat, pi k false < pi k true) /\
             (forall k : nat, pi k true < pi k.+1 true) /\
             (forall k : nat,
              pi k.+1 true <=
              pi k true * exp (1 / beta) / (pi k true * exp (1 / beta) + (1 - pi k true))) /\
             (forall k : nat, pi k true = 1 - / (INR (k + n) + 3)) /\
             is_lim_seq (pi^~ true) 1 /\
             (forall C rho : R,
              0 < rho < 1 -> ~ (forall k : nat, 1 - pi k true <= C * rho ^ k))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T4iii_rate_false_beta1
    T4iii_rate_false_beta1
         : exists pi : nat -> bool -> R,
             (forall (k : nat) (a : bool), 0 < pi k a) /\
             (forall k : nat, \big[Rplus/0]_a pi k a = 1) /\
             (forall k : nat, pi k false < pi k true) /\
             (forall k : nat, pi k true < pi k.+1 true) /\
             (forall k : nat,
              pi k.+1 true <= pi k true * exp 1 / (pi k true * exp 1 + (1 - pi k true))) /\
             (forall k : nat, pi k true = 1 - / (INR k + 3)) /\
             is_lim_seq (pi^~ true) 1 /\
             (forall C rho : R,
              0 < rho < 1 -> ~ (forall k : nat, 1 - pi k true <= C * rho ^ k))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T4v_limit_not_implied
    T4v_limit_not_implied
         : forall beta : R,
           0 < beta ->
           exists pi : nat -> 'I_3 -> R,
             let M := [set a | (a < 2)%N] in
             let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
             (forall (k : nat) (a : 'I_3), 0 < pi k a) /\
             (forall k : nat, \big[Rplus/0]_(a < 3) pi k a = 1) /\
             (forall k : nat, 1 / 2 < p k) /\
             (forall k : nat, p k < p k.+1) /\
             (forall k : nat,
              p k.+1 <= p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k))) /\
             is_lim_seq p 1 /\
             (exists (a : 'I_3) (l : R),
                a \in M /\ is_lim_seq (pi^~ a) l /\ l <> pi 0%N a / p 0%N)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T5_convergence
    T5_convergence
         : forall (A : finType) (M : {set A}) (beta eta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           0 < eta <= 1 ->
           (forall (k : nat) (a : A), 0 < pi k a) ->
           (forall k : nat, \big[Rplus/0]_a pi k a = 1) ->
           m \in M ->
           w \notin M ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           let optimum :=
             fun k : nat => p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k)) in
           (forall k : nat, (1 - eta) * p k + eta * optimum k <= p k.+1) ->
           (forall k : nat,
            1 - p k <=
            (1 - eta * (p 0%N * (exp (1 / beta) - 1) / (1 + p 0%N * (exp (1 / beta) - 1))))
            ^ k * (1 - p 0%N)) /\ is_lim_seq p 1
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T5_asymptotic_ratio
    T5_asymptotic_ratio
         : forall (A : finType) (M : {set A}) (beta eta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           0 < eta <= 1 ->
           (forall (k : nat) (a : A), 0 < pi k a) ->
           (forall k : nat, \big[Rplus/0]_a pi k a = 1) ->
           m \in M ->
           w \notin M ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           let optimum :=
             fun k : nat => p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k)) in
           (forall k : nat, p k.+1 = (1 - eta) * p k + eta * optimum k) ->
           is_lim_seq (fun k : nat => (1 - p k.+1) / (1 - p k))
             (1 - eta * (1 - exp (- (1 / beta))))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T7_never_faster
    T7_never_faster
         : forall (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall (k : nat) (a : A), 0 < pi k a) ->
           (forall k : nat, \big[Rplus/0]_a pi k a = 1) ->
           m \in M ->
           w \notin M ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           let optimum :=
             fun k : nat => p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k)) in
           (forall k : nat, p k.+1 <= optimum k) ->
           forall k : nat, (1 - p 0%N) / (1 - p 0%N + p 0%N * exp (INR k / beta)) <= 1 - p k
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T8_fixed_reference
    T8_fixed_reference
         : forall (A : finType) (M : {set A}) (beta : R) (ref : A -> R) 
             (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall a : A, 0 < ref a) ->
           \big[Rplus/0]_a ref a = 1 ->
           m \in M ->
           w \notin M ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           let p_ref := \big[Rplus/0]_(a in M) ref a in
           let tilted := p_ref * exp (1 / beta) / (p_ref * exp (1 / beta) + (1 - p_ref)) in
           (forall (k : nat) (a : A),
            pi k.+1 a =
            ref a * exp ((if a \in M then 1 else 0) / beta) /
            \big[Rplus/0]_b (ref b * exp ((if b \in M then 1 else 0) / beta))) ->
           (forall k : nat, p k.+1 = tilted /\ p k.+1 < 1) /\
           is_lim_seq p tilted /\ ~ is_lim_seq p 1
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T8b_plateau
    T8b_plateau
         : forall (A : finType) (M : {set A}) (beta gamma : R) (ref : A -> R)
             (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           0 < gamma ->
           (forall a : A, 0 < ref a) ->
           \big[Rplus/0]_a ref a = 1 ->
           m \in M ->
           w \notin M ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           let p_ref := \big[Rplus/0]_(a in M) ref a in
           let weight :=
             fun (q : A -> R) (a : A) =>
             exp
               ((beta * ln (ref a) + gamma * ln (q a) + (if a \in M then 1 else 0)) /
                (beta + gamma)) in
           (forall a : A, pi 0%N a = ref a) ->
           (forall (k : nat) (a : A),
            pi k.+1 a = weight (pi k) a / \big[Rplus/0]_b weight (pi k) b) ->
           let log_odds := fun q : R => ln (q / (1 - q)) in
           (forall k : nat,
            log_odds (p k.+1) =
            (beta * log_odds p_ref + gamma * log_odds (p k) + 1) / (beta + gamma)) /\
           (forall k : nat,
            log_odds (p k) =
            log_odds p_ref + 1 / beta - 1 / beta * (gamma / (beta + gamma)) ^ k) /\
           is_lim_seq (fun k : nat => log_odds (p k)) (log_odds p_ref + 1 / beta)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T39_reward_accuracy_identity
    T39_reward_accuracy_identity
         : forall (A : finType) (N : nat) (y : 'I_N -> A) (m c : A),
           (0 < N)%N ->
           let f := fun a : A => INR #|[set i | y i == a]| / INR N in
           INR #|[set i | (y i == m) == (y i == c)]| / INR N =
           (if m == c then 1 else 1 - f m - f c)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T39_at_least_label_accuracy
    T39_at_least_label_accuracy
         : forall (A : finType) (N : nat) (y : 'I_N -> A) (m c : A),
           (0 < N)%N ->
           (if m == c then 1 else 0) <= INR #|[set i | (y i == m) == (y i == c)]| / INR N
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T39_correct_set
    T39_correct_set
         : forall (A : finType) (N : nat) (y : 'I_N -> A) (m : A) (C : {set A}),
           (0 < N)%N ->
           let f := fun a : A => INR #|[set i | y i == a]| / INR N in
           INR #|[set i | (y i == m) == (y i \in C)]| / INR N =
           (if m \in C
            then 1 - (INR #|[set i | y i \in C]| / INR N - f m)
            else 1 - f m - INR #|[set i | y i \in C]| / INR N)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T40_decreases_to_label_accuracy
    T40_decreases_to_label_accuracy
         : forall (I A : finType) (share beta : I -> R) (pi : I -> nat -> A -> R)
             (m c : I -> A),
           (forall i : I, 0 <= share i) ->
           (forall i : I, 0 < beta i) ->
           (forall (i : I) (a : A), 0 < pi i 0%N a) ->
           (forall i : I, \big[Rplus/0]_a pi i 0%N a = 1) ->
           (forall (i : I) (k : nat) (a : A),
            pi i k.+1 a =
            pi i k a * exp ((if a == m i then 1 else 0) / beta i) /
            \big[Rplus/0]_b (pi i k b * exp ((if b == m i then 1 else 0) / beta i))) ->
           let reward_accuracy :=
             fun k : nat =>
             \big[Rplus/0]_i
                (share i *
                 \big[Rplus/0]_a (pi i k a * (if (a == m i) == (a == c i) then 1 else 0))) in
           let label_accuracy := \big[Rplus/0]_i (share i * (if m i == c i then 1 else 0)) in
           (forall k : nat, reward_accuracy k.+1 <= reward_accuracy k) /\
           (forall k : nat, label_accuracy <= reward_accuracy k) /\
           is_lim_seq reward_accuracy label_accuracy
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T40_no_collapse
    T40_no_collapse
         : forall (I A : finType) (share beta : I -> R) (pi : I -> nat -> A -> R)
             (m c : I -> A),
           (forall i : I, 0 <= share i) ->
           (forall i : I, 0 < beta i) ->
           (forall (i : I) (a : A), 0 < pi i 0%N a) ->
           (forall i : I, \big[Rplus/0]_a pi i 0%N a = 1) ->
           (forall (i : I) (k : nat) (a : A),
            pi i k.+1 a =
            pi i k a * exp ((if a == m i then 1 else 0) / beta i) /
            \big[Rplus/0]_b (pi i k b * exp ((if b == m i then 1 else 0) / beta i))) ->
           forall tau : R,
           let reward_accuracy :=
             fun k : nat =>
             \big[Rplus/0]_i
                (share i *
                 \big[Rplus/0]_a (pi i k a * (if (a == m i) == (a == c i) then 1 else 0))) in
           let label_accuracy := \big[Rplus/0]_i (share i * (if m i == c i then 1 else 0)) in
           (exists k : nat, reward_accuracy k < tau) <-> label_accuracy < tau
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T40_collapse_step
    T40_collapse_step
         : forall (A : finType) (beta tau : R) (pi : nat -> A -> R) (m c : A) (k : nat),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           (forall (k0 : nat) (a : A),
            pi k0.+1 a =
            pi k0 a * exp ((if a == m then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k0 b * exp ((if b == m then 1 else 0) / beta))) ->
           m != c ->
           let p := pi 0%N m in
           let rest := 1 - p - pi 0%N c in
           0 < tau <= rest ->
           \big[Rplus/0]_a (pi k a * (if (a == m) == (a == c) then 1 else 0)) < tau <->
           (Z.to_nat (up (beta * ln ((rest / tau - (1 - p)) / p))) <= k)%N
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T41_not_a_functional_of_the_policy
    T41_not_a_functional_of_the_policy
         : ~
           (exists F : (bool -> R) -> bool -> R,
              forall (pi : bool -> R) (m c : bool),
              (forall a : bool, 0 < pi a) /\ \big[Rplus/0]_a pi a = 1 ->
              F pi m = \big[Rplus/0]_a (pi a * (if (a == m) == (a == c) then 1 else 0)))
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T28_two_votes
    T28_two_votes
         : forall (A : finType) (pi : A -> R) (a : A),
           (forall b : A, 0 < pi b) ->
           \big[Rplus/0]_b pi b = 1 ->
           \big[Rplus/0]_y1
              \big[Rplus/0]_y2
                 (pi y1 * pi y2 *
                  (((if y1 == a then if a == y1 then 1 else 0 else 0) +
                    (if y2 == a then if a == y1 then 1 else 0 else 0)) / 2)) / 
           pi a = (1 + pi a) / 2
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T28_one_vote
    T28_one_vote
         : forall (A : finType) (pi : A -> R) (a : A),
           (forall b : A, 0 < pi b) ->
           \big[Rplus/0]_b pi b = 1 ->
           \big[Rplus/0]_y (pi y * (if y == a then if a == y then 1 else 0 else 0)) / pi a =
           1
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T1_gibbs
    T1_gibbs
         : forall (A : finType) (beta : R) (pi r q : A -> R),
           A ->
           0 < beta ->
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           (forall a : A, 0 <= q a) ->
           \big[Rplus/0]_a q a = 1 ->
           let objective :=
             \big[Rplus/0]_a (q a * r a) - beta * \big[Rplus/0]_a (q a * ln (q a / pi a)) in
           let Z := \big[Rplus/0]_b (pi b * exp (r b / beta)) in
           let optimum := fun a : A => pi a * exp (r a / beta) / Z in
           objective = beta * ln Z - beta * \big[Rplus/0]_a (q a * ln (q a / optimum a)) /\
           objective <= beta * ln Z /\
           (objective = beta * ln Z <-> (forall a : A, q a = optimum a))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T13_assumption_false
    T13_assumption_false
         : exists (pi r : 'I_3 -> R) (a b : 'I_3),
             let mean := \big[Rplus/0]_(j < 3) (pi j * r j) in
             ((forall j : 'I_3, 0 < pi j) /\ \big[Rplus/0]_(j < 3) pi j = 1) /\
             (forall j : 'I_3, r j <= r a) /\
             r b < r a /\ pi a * (r a - mean) < pi b * (r b - mean)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T13_mode_gains
    T13_mode_gains
         : forall (A : finType) (pi r : A -> R) (m j : A),
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           (forall a : A, pi a <= pi m) ->
           (forall a : A, r a <= r m) ->
           let mean := \big[Rplus/0]_a (pi a * r a) in
           pi j * (r j - mean) <= pi m * (r m - mean)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T18_gap_ratio
    T18_gap_ratio
         : forall (A : finType) (beta g : R) (r pi : nat -> A -> R) (m j : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp (r k a / beta) / \big[Rplus/0]_b (pi k b * exp (r k b / beta))) ->
           (forall k : nat, g <= r k m - r k j) ->
           forall k : nat,
           pi k j / pi k m <= pi 0%N j / pi 0%N m * exp (- (INR k * g / beta))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T20_constant_reward
    T20_constant_reward
         : forall (A : finType) (beta v : R) (pi r : A -> R) (a : A),
           (forall b : A, 0 < pi b) ->
           \big[Rplus/0]_b pi b = 1 ->
           (forall b : A, r b = v) ->
           pi a * exp (r a / beta) / \big[Rplus/0]_b (pi b * exp (r b / beta)) = pi a /\
           pi a * (r a - \big[Rplus/0]_b (pi b * r b)) = 0
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T37_covariance
    T37_covariance
         : forall (A : finType) (pi c r : A -> R),
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           (forall a b : A, 0 <= (c a - c b) * (r a - r b)) ->
           \big[Rplus/0]_a (pi a * c a) * \big[Rplus/0]_a (pi a * r a) <=
           \big[Rplus/0]_a (pi a * (c a * r a))
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T29_order_kept
    T29_order_kept
         : forall (A : finType) (N : nat) (pi : A -> R),
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           forall a b : A,
           let votes := fun (y : {ffun 'I_N -> A}) (x : A) => #|[set i | y i == x]| in
           let is_label :=
             fun (votes0 : A -> nat) (x : A) =>
             if [forall z, (votes0 z <= votes0 x)%N]
             then / INR #|[set z | [forall t, (votes0 t <= votes0 z)%N]]|
             else 0 in
           let label_share :=
             fun x : A =>
             \big[Rplus/0]_y (\big[Rmult/1]_(i < N) pi (y i) * is_label (votes y) x) in
           (0 < N)%N -> pi b < pi a -> label_share b < label_share a
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T28_increasing
    T28_increasing
         : forall (A : finType) (N : nat) (pi : A -> R),
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           forall a b : A,
           let votes := fun (y : {ffun 'I_N -> A}) (x : A) => #|[set i | y i == x]| in
           let is_label :=
             fun (votes0 : A -> nat) (x : A) =>
             if [forall z, (votes0 z <= votes0 x)%N]
             then / INR #|[set z | [forall t, (votes0 t <= votes0 z)%N]]|
             else 0 in
           let vote_mean :=
             fun x : A =>
             \big[Rplus/0]_y
                (\big[Rmult/1]_(i < N) pi (y i) *
                 is_label (fun z : A => ((z == x) + votes y z)%N) x) in
           (0 < N)%N -> pi b < pi a -> vote_mean b < vote_mean a
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T30_bound
    T30_bound
         : forall (A : finType) (N : nat) (pi : A -> R),
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           forall a : A,
           let votes := fun (y : {ffun 'I_N -> A}) (x : A) => #|[set i | y i == x]| in
           let is_label :=
             fun (votes0 : A -> nat) (x : A) =>
             if [forall z, (votes0 z <= votes0 x)%N]
             then / INR #|[set z | [forall t, (votes0 t <= votes0 z)%N]]|
             else 0 in
           let label_share :=
             fun x : A =>
             \big[Rplus/0]_y (\big[Rmult/1]_(i < N) pi (y i) * is_label (votes y) x) in
           (forall j : A, j != a -> pi j < pi a) ->
           1 - label_share a <=
           \big[Rplus/0]_(j | j != a) (1 - (sqrt (pi a) - sqrt (pi j)) ^ 2) ^ N
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T30_enough_votes
    T30_enough_votes
         : forall (A : finType) (N : nat) (pi : A -> R),
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           forall (a b : A) (delta : R),
           let votes := fun (y : {ffun 'I_N -> A}) (x : A) => #|[set i | y i == x]| in
           let is_label :=
             fun (votes0 : A -> nat) (x : A) =>
             if [forall z, (votes0 z <= votes0 x)%N]
             then / INR #|[set z | [forall t, (votes0 t <= votes0 z)%N]]|
             else 0 in
           let label_share :=
             fun x : A =>
             \big[Rplus/0]_y (\big[Rmult/1]_(i < N) pi (y i) * is_label (votes y) x) in
           let overlap := 1 - (sqrt (pi a) - sqrt (pi b)) ^ 2 in
           (forall j : A, j != a -> pi j < pi a) ->
           b != a ->
           (forall j : A, j != a -> pi j <= pi b) ->
           0 < delta ->
           0 < overlap ->
           ln ((INR #|A| - 1) / delta) / - ln overlap <= INR N -> 1 - label_share a <= delta
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T48_best_of
    T48_best_of
         : forall (A : finType) (N : nat) (pi : A -> R),
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           forall m : A,
           \big[Rplus/0]_y
              (\big[Rmult/1]_(i < N) pi (y i) * (if [exists i, y i == m] then 1 else 0)) =
           1 - (1 - pi m) ^ N
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T28_limit
    T28_limit
         : forall (A : finType) (pi : A -> R) (a b : A),
           (forall x : A, 0 < pi x) ->
           \big[Rplus/0]_x pi x = 1 ->
           (forall j : A, j != a -> pi j < pi a) ->
           let is_label :=
             fun (votes : A -> nat) (x : A) =>
             if [forall z, (votes z <= votes x)%N]
             then / INR #|[set z | [forall t, (votes t <= votes z)%N]]|
             else 0 in
           let vote_mean :=
             fun (N : nat) (x : A) =>
             \big[Rplus/0]_y
                (\big[Rmult/1]_(i < N) pi (y i) *
                 is_label (fun z : A => ((z == x) + #|[set i | y i == z]|)%N) x) in
           is_lim_seq (vote_mean^~ b) (if b == a then 1 else 0)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T17_mode_not_majority
    T17_mode_not_majority
         : exists (pi : 'I_3 -> R) (answer : 'I_3 -> bool) (y : 'I_3),
             ((forall z : 'I_3, 0 < pi z) /\ \big[Rplus/0]_(z < 3) pi z = 1) /\
             (forall z : ordinal_eqType 3, z != y -> pi z < pi y) /\
             \big[Rplus/0]_(z | answer z == answer y) pi z <
             \big[Rplus/0]_(z | answer z != answer y) pi z
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T19d_trajectory_vote_false
    T19d_trajectory_vote_false
         : exists (pi : 'I_3 -> R) (answer : 'I_3 -> bool) (majority : bool) 
           (y z : 'I_3),
             ((forall x : 'I_3, 0 < pi x) /\ \big[Rplus/0]_(x < 3) pi x = 1) /\
             \big[Rplus/0]_(x | answer x != majority) pi x <
             \big[Rplus/0]_(x | answer x == majority) pi x /\
             pi z < pi y /\
             (if answer y == majority then 1 else 0) <
             (if answer z == majority then 1 else 0)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T19b_length_normalised_false
    T19b_length_normalised_false
         : exists (pi : 'I_3 -> R) (length : 'I_3 -> nat) (a b : 'I_3),
             ((forall y : 'I_3, 0 < pi y) /\ \big[Rplus/0]_(y < 3) pi y = 1) /\
             (forall y : 'I_3, (0 < length y)%N) /\
             pi b < pi a /\ / INR (length a) * ln (pi a) < / INR (length b) * ln (pi b)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T19b_one_length
    T19b_one_length
         : forall (A : finType) (pi : A -> R) (length : A -> nat) (a b : A),
           (forall y : A, 0 < pi y) ->
           \big[Rplus/0]_y pi y = 1 ->
           (0 < length a)%N ->
           length a = length b ->
           pi b < pi a -> / INR (length b) * ln (pi b) < / INR (length a) * ln (pi a)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T19c_token_entropy_false
    T19c_token_entropy_false
         : exists (root : bool -> R) (leaf : bool -> bool -> R) (y z : bool * bool),
             let entropy := fun q : bool -> R => - (\big[Rplus/0]_a (q a * ln (q a))) in
             ((forall a : bool, 0 < root a) /\ \big[Rplus/0]_a root a = 1) /\
             (forall a : bool,
              (forall b : bool, 0 < leaf a b) /\ \big[Rplus/0]_b leaf a b = 1) /\
             (let pi := fun y0 : bool * bool => root y0.1 * leaf y0.1 y0.2 in
              let r := fun y0 : bool * bool => (- entropy root + - entropy (leaf y0.1)) / 2
                in
              pi z < pi y /\ r y < r z)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T19e_vote_weak
    T19e_vote_weak
         : forall (A : finType) (pi : A -> R) (m a b : A),
           (forall j : A, j != m -> pi j < pi m) ->
           pi b < pi a -> (if b == m then 1 else 0) <= (if a == m then 1 else 0)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T19e_vote_not_strict
    T19e_vote_not_strict
         : exists (pi : 'I_3 -> R) (m a b : 'I_3),
             ((forall j : 'I_3, 0 < pi j) /\ \big[Rplus/0]_(j < 3) pi j = 1) /\
             (forall j : ordinal_eqType 3, j != m -> pi j < pi m) /\
             pi b < pi a /\ (if a == m then 1 else 0) = (if b == m then 1 else 0)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T19_likelihood
    T19_likelihood
         : forall (A : finType) (pi : A -> R) (psi : R -> R) (a b : A),
           (forall y : A, 0 < pi y) ->
           \big[Rplus/0]_y pi y = 1 ->
           (forall x y : R, x < y -> psi x < psi y) ->
           pi b < pi a -> psi (ln (pi b)) < psi (ln (pi a))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T22_certainty_not_entropy
    T22_certainty_not_entropy
         : exists p q : 'I_3 -> R,
             let entropy := fun s : 'I_3 -> R => - (\big[Rplus/0]_(v < 3) (s v * ln (s v)))
               in
             let certainty :=
               fun s : 'I_3 -> R => \big[Rplus/0]_(v < 3) (/ 3 * ln (/ 3 / s v)) in
             ((forall v : 'I_3, 0 < p v) /\ \big[Rplus/0]_(v < 3) p v = 1) /\
             ((forall v : 'I_3, 0 < q v) /\ \big[Rplus/0]_(v < 3) q v = 1) /\
             entropy q < entropy p /\ certainty q < certainty p
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T24_any_reward
    T24_any_reward
         : forall (A : finType) (pi r : A -> R) (a b : A),
           (forall x : A, 0 < pi x) ->
           \big[Rplus/0]_x pi x = 1 ->
           (forall x : A, pi b <= pi x <= pi a) ->
           pi b < pi a ->
           (forall y : A, pi b <= r y <= pi a) ->
           exists anchor : A -> A -> R,
             forall y : A,
             (forall x : A, 0 <= anchor y x) /\
             \big[Rplus/0]_x anchor y x = 1 /\
             r y = exp (\big[Rplus/0]_x (anchor y x * ln (pi x)))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T24_ground_truth
    T24_ground_truth
         : forall (A : finType) (pi : A -> R) (a b : A) (C : {set A}),
           (forall x : A, 0 < pi x) ->
           \big[Rplus/0]_x pi x = 1 ->
           (forall x : A, pi b <= pi x <= pi a) ->
           pi b < pi a ->
           exists anchor : A -> A -> R,
             forall y : A,
             (forall x : A, 0 <= anchor y x) /\
             \big[Rplus/0]_x anchor y x = 1 /\
             exp (\big[Rplus/0]_x (anchor y x * ln (pi x))) =
             (if y \in C then pi a else pi b)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T6_criterion
    T6_criterion
         : forall (A : finType) (M : {set A}) (beta : R) (eta : nat -> R)
             (pi : nat -> A -> R) (m w : A),
           0 < beta ->
           (forall k : nat, 0 <= eta k <= 1) ->
           (forall (k : nat) (a : A), 0 < pi k a) ->
           (forall k : nat, \big[Rplus/0]_a pi k a = 1) ->
           m \in M ->
           w \notin M ->
           let p := fun k : nat => \big[Rplus/0]_(a in M) pi k a in
           let optimum :=
             fun k : nat => p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k)) in
           (forall k : nat, p k.+1 = p k + eta k * (optimum k - p k)) ->
           is_lim_seq p 1 <-> is_lim_seq (fun k : nat => \big[Rplus/0]_(j < k) eta j) p_infty
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T9_endogenous_majority
    T9_endogenous_majority
         : forall (A : finType) (beta : R) (ref q : A -> R) (m a : A),
           0 < beta ->
           (forall b : A, 0 < ref b) ->
           \big[Rplus/0]_b ref b = 1 ->
           (forall b : A, 0 <= q b) ->
           \big[Rplus/0]_b q b = 1 ->
           (forall j : A, j != m -> ref j < ref m) ->
           (forall b : A, q b <= q a) ->
           let objective := q a - beta * \big[Rplus/0]_b (q b * ln (q b / ref b)) in
           let value := beta * ln (1 + ref m * (exp (1 / beta) - 1)) in
           let tilt :=
             fun b : A =>
             ref b * exp ((if b \in [set m] then 1 else 0) / beta) /
             \big[Rplus/0]_c (ref c * exp ((if c \in [set m] then 1 else 0) / beta)) in
           objective <= value /\ (objective = value <-> (forall b : A, q b = tilt b))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T14_closed_form
    T14_closed_form
         : forall (A : finType) (beta : R) (pi : nat -> A -> R) (a : A),
           0 < beta ->
           (forall b : A, 0 < pi 0%N b) ->
           \big[Rplus/0]_b pi 0%N b = 1 ->
           (forall (k : nat) (b : A),
            pi k.+1 b =
            pi k b * exp (ln (pi k b) / beta) /
            \big[Rplus/0]_c (pi k c * exp (ln (pi k c) / beta))) ->
           forall k : nat,
           pi k a =
           exp ((1 + 1 / beta) ^ k * ln (pi 0%N a)) /
           \big[Rplus/0]_b exp ((1 + 1 / beta) ^ k * ln (pi 0%N b))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T14_limit
    T14_limit
         : forall (A : finType) (beta : R) (pi : nat -> A -> R) (a : A),
           0 < beta ->
           (forall b : A, 0 < pi 0%N b) ->
           \big[Rplus/0]_b pi 0%N b = 1 ->
           (forall (k : nat) (b : A),
            pi k.+1 b =
            pi k b * exp (ln (pi k b) / beta) /
            \big[Rplus/0]_c (pi k c * exp (ln (pi k c) / beta))) ->
           let is_top :=
             fun b : A =>
             [forall c, (if is_left (Rle_dec (pi 0%N c) (pi 0%N b)) then true else false)] in
           is_lim_seq (pi^~ a) (if is_top a then / INR #|[set b | is_top b]| else 0)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T15_closed_form
    T15_closed_form
         : forall (A : finType) (beta : R) (pi : nat -> A -> R) (a : A),
           0 < beta ->
           (forall b : A, 0 < pi 0%N b) ->
           \big[Rplus/0]_b pi 0%N b = 1 ->
           (forall (k : nat) (b : A),
            pi k.+1 b =
            pi 0%N b * exp (ln (pi k b) / beta) /
            \big[Rplus/0]_c (pi 0%N c * exp (ln (pi k c) / beta))) ->
           forall k : nat,
           let s := \big[Rplus/0]_(j < k.+1) (/ beta) ^ j in
           pi k a = exp (s * ln (pi 0%N a)) / \big[Rplus/0]_b exp (s * ln (pi 0%N b))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T15_above_one
    T15_above_one
         : forall (A : finType) (beta : R) (pi : nat -> A -> R) (a : A),
           0 < beta ->
           (forall b : A, 0 < pi 0%N b) ->
           \big[Rplus/0]_b pi 0%N b = 1 ->
           (forall (k : nat) (b : A),
            pi k.+1 b =
            pi 0%N b * exp (ln (pi k b) / beta) /
            \big[Rplus/0]_c (pi 0%N c * exp (ln (pi k c) / beta))) ->
           1 < beta ->
           let s := beta / (beta - 1) in
           is_lim_seq (pi^~ a)
             (exp (s * ln (pi 0%N a)) / \big[Rplus/0]_b exp (s * ln (pi 0%N b)))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T15_at_most_one
    T15_at_most_one
         : forall (A : finType) (beta : R) (pi : nat -> A -> R) (a : A),
           0 < beta ->
           (forall b : A, 0 < pi 0%N b) ->
           \big[Rplus/0]_b pi 0%N b = 1 ->
           (forall (k : nat) (b : A),
            pi k.+1 b =
            pi 0%N b * exp (ln (pi k b) / beta) /
            \big[Rplus/0]_c (pi 0%N c * exp (ln (pi k c) / beta))) ->
           beta <= 1 ->
           let is_top :=
             fun b : A =>
             [forall c, (if is_left (Rle_dec (pi 0%N c) (pi 0%N b)) then true else false)] in
           is_lim_seq (pi^~ a) (if is_top a then / INR #|[set b | is_top b]| else 0)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T21_closed_form
    T21_closed_form
         : forall (A B : finType) (beta : R) (of_root : (A -> R) -> R)
             (of_leaf : (B -> R) -> R) (pi : nat -> A * B -> R),
           A * B ->
           0 < beta ->
           (forall y : A * B, 0 < pi 0%N y) ->
           \big[Rplus/0]_y pi 0%N y = 1 ->
           let root := fun (k : nat) (a : A) => \big[Rplus/0]_b pi k (a, b) in
           let leaf := fun (k : nat) (a : A) (b : B) => pi k (a, b) / root k a in
           let r :=
             fun (k : nat) (y : A * B) => (of_root (root k) + of_leaf (leaf k y.1)) / 2 in
           (forall (k : nat) (y : A * B),
            pi k.+1 y =
            pi k y * exp (r k y / beta) / \big[Rplus/0]_z (pi k z * exp (r k z / beta))) ->
           forall (k : nat) (a : A),
           leaf k a = leaf 0%N a /\
           root k a =
           root 0%N a * exp (INR k * of_leaf (leaf 0%N a) / (2 * beta)) /
           \big[Rplus/0]_c (root 0%N c * exp (INR k * of_leaf (leaf 0%N c) / (2 * beta)))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T21_limit
    T21_limit
         : forall (A B : finType) (beta : R) (of_root : (A -> R) -> R)
             (of_leaf : (B -> R) -> R) (pi : nat -> A * B -> R),
           A * B ->
           0 < beta ->
           (forall y : A * B, 0 < pi 0%N y) ->
           \big[Rplus/0]_y pi 0%N y = 1 ->
           forall m : A,
           let root := fun (k : nat) (a : A) => \big[Rplus/0]_b pi k (a, b) in
           let leaf := fun (k : nat) (a : A) (b : B) => pi k (a, b) / root k a in
           let r :=
             fun (k : nat) (y : A * B) => (of_root (root k) + of_leaf (leaf k y.1)) / 2 in
           (forall (k : nat) (y : A * B),
            pi k.+1 y =
            pi k y * exp (r k y / beta) / \big[Rplus/0]_z (pi k z * exp (r k z / beta))) ->
           (forall a : A, a != m -> of_leaf (leaf 0%N a) < of_leaf (leaf 0%N m)) ->
           forall a : A, is_lim_seq (root^~ a) (if a == m then 1 else 0)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T21_prior_irrelevant
    T21_prior_irrelevant
         : exists pi : nat -> bool * bool -> R,
             let entropy := fun q : bool -> R => - (\big[Rplus/0]_b (q b * ln (q b))) in
             let root := fun (k : nat) (a : bool) => \big[Rplus/0]_b pi k (a, b) in
             let leaf := fun (k : nat) (a b : bool) => pi k (a, b) / root k a in
             let r :=
               fun (k : nat) (y : bool * bool) =>
               (- entropy (root k) + - entropy (leaf k y.1)) / 2 in
             ((forall y : bool * bool, 0 < pi 0%N y) /\ \big[Rplus/0]_y pi 0%N y = 1) /\
             root 0%N true = 9 / 10 /\
             (forall (k : nat) (y : bool * bool),
              pi k.+1 y =
              pi k y * exp (r k y / 1) / \big[Rplus/0]_z (pi k z * exp (r k z / 1))) /\
             is_lim_seq (root^~ true) 0
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T26_entropy_falls
    T26_entropy_falls
         : forall (A : finType) (beta : R) (r pi : nat -> A -> R),
           A ->
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp (r k a / beta) / \big[Rplus/0]_b (pi k b * exp (r k b / beta))) ->
           let entropy := fun k : nat => - (\big[Rplus/0]_a (pi k a * ln (pi k a))) in
           (forall (k : nat) (a b : A), 0 <= (pi k a - pi k b) * (r k a - r k b)) ->
           forall k : nat, entropy k.+1 <= entropy k
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T37_never_falls
    T37_never_falls
         : forall (A : finType) (beta : R) (r pi : nat -> A -> R),
           A ->
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp (r k a / beta) / \big[Rplus/0]_b (pi k b * exp (r k b / beta))) ->
           forall c : A -> R,
           let accuracy := fun k : nat => \big[Rplus/0]_a (pi k a * c a) in
           (forall (k : nat) (a b : A), 0 <= (c a - c b) * (r k a - r k b)) ->
           forall k : nat, accuracy k <= accuracy k.+1
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T37_never_rises
    T37_never_rises
         : forall (A : finType) (beta : R) (r pi : nat -> A -> R),
           A ->
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp (r k a / beta) / \big[Rplus/0]_b (pi k b * exp (r k b / beta))) ->
           forall c : A -> R,
           let accuracy := fun k : nat => \big[Rplus/0]_a (pi k a * c a) in
           (forall (k : nat) (a b : A), 0 <= (- c a - - c b) * (r k a - r k b)) ->
           forall k : nat, accuracy k.+1 <= accuracy k
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T45_limit
    T45_limit
         : forall (A : finType) (beta : R) (f : A -> R) (pi : nat -> A -> R) (m : A),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp (f a / beta) / \big[Rplus/0]_b (pi k b * exp (f b / beta))) ->
           (forall j : A, j != m -> f j < f m) ->
           forall a : A, is_lim_seq (pi^~ a) (if a == m then 1 else 0)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T49_entropy_rises
    T49_entropy_rises
         : exists pi r : bool -> R,
             let step :=
               fun a : bool => pi a * exp (r a / 1) / \big[Rplus/0]_b (pi b * exp (r b / 1))
               in
             let entropy := fun q : bool -> R => - (\big[Rplus/0]_a (q a * ln (q a))) in
             ((forall a : bool, 0 < pi a) /\ \big[Rplus/0]_a pi a = 1) /\
             entropy pi < entropy step
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T35_gap
    T35_gap
         : forall (I A : finType) (share : I -> R) (beta : R) (pi : I -> nat -> A -> R)
             (m c : I -> A),
           0 < beta ->
           (forall (i : I) (a : A), 0 < pi i 0%N a) ->
           (forall i : I, \big[Rplus/0]_a pi i 0%N a = 1) ->
           (forall (i : I) (k : nat) (a : A),
            pi i k.+1 a =
            pi i k a * exp ((if a == m i then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi i k b * exp ((if b == m i then 1 else 0) / beta))) ->
           let accuracy := fun k : nat => \big[Rplus/0]_i (share i * pi i k (c i)) in
           let label_accuracy := \big[Rplus/0]_i (share i * (if m i == c i then 1 else 0)) in
           let moment :=
             \big[Rplus/0]_i
                (share i *
                 (if m i == c i
                  then (1 - pi i 0%N (m i)) / pi i 0%N (m i)
                  else - (pi i 0%N (c i) / pi i 0%N (m i)))) in
           is_lim_seq accuracy label_accuracy /\
           is_lim_seq (fun k : nat => exp (INR k / beta) * (accuracy k - label_accuracy))
             (- moment)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T35_never_rises_again
    T35_never_rises_again
         : forall (I A : finType) (share : I -> R) (beta : R) (pi : I -> nat -> A -> R)
             (m c : I -> A),
           (forall i : I, 0 <= share i) ->
           0 < beta ->
           (forall (i : I) (a : A), 0 < pi i 0%N a) ->
           (forall i : I, \big[Rplus/0]_a pi i 0%N a = 1) ->
           (forall (i : I) (k : nat) (a : A),
            pi i k.+1 a =
            pi i k a * exp ((if a == m i then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi i k b * exp ((if b == m i then 1 else 0) / beta))) ->
           forall level : R,
           let accuracy := fun k : nat => \big[Rplus/0]_i (share i * pi i k (c i)) in
           0 < level <= 1 ->
           (forall i : I, m i = c i -> level <= pi i 0%N (m i)) ->
           (forall i : I, m i <> c i -> pi i 0%N (m i) <= level) ->
           forall j k : nat,
           accuracy j.+1 <= accuracy j -> (j <= k)%N -> accuracy k.+1 <= accuracy k
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T35_rise_then_fall
    T35_rise_then_fall
         : forall (I A : finType) (share : I -> R) (beta : R) (pi : I -> nat -> A -> R)
             (m c : I -> A),
           (forall i : I, 0 <= share i) ->
           0 < beta ->
           (forall (i : I) (a : A), 0 < pi i 0%N a) ->
           (forall i : I, \big[Rplus/0]_a pi i 0%N a = 1) ->
           (forall (i : I) (k : nat) (a : A),
            pi i k.+1 a =
            pi i k a * exp ((if a == m i then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi i k b * exp ((if b == m i then 1 else 0) / beta))) ->
           forall level : R,
           let accuracy := fun k : nat => \big[Rplus/0]_i (share i * pi i k (c i)) in
           let label_accuracy := \big[Rplus/0]_i (share i * (if m i == c i then 1 else 0)) in
           let moment :=
             \big[Rplus/0]_i
                (share i *
                 (if m i == c i
                  then (1 - pi i 0%N (m i)) / pi i 0%N (m i)
                  else - (pi i 0%N (c i) / pi i 0%N (m i)))) in
           0 < level <= 1 ->
           (forall i : I, m i = c i -> level <= pi i 0%N (m i)) ->
           (forall i : I, m i <> c i -> pi i 0%N (m i) <= level) ->
           accuracy 0%N < accuracy 1%N ->
           moment < 0 ->
           exists peak : nat,
             (0 < peak)%N /\
             (forall k : nat, (k < peak)%N -> accuracy k < accuracy k.+1) /\
             (forall k : nat, (peak <= k)%N -> accuracy k.+1 <= accuracy k) /\
             label_accuracy < accuracy peak
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T10_scalar_mirror_vote
    T10_scalar_mirror_vote
         : forall L : R -> R,
           (forall t : R_AbsRing, is_derive L t 1) -> forall t : R, L t = L 0 + t
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T10_scalar_mirror_log
    T10_scalar_mirror_log
         : forall L : R -> R,
           (forall t : R_AbsRing, is_derive L t (L t)) -> forall t : R, L t = L 0 * exp t
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T10_scalar_mirror_probability
    T10_scalar_mirror_probability
         : forall L : R -> R,
           (forall t : R_AbsRing, is_derive L t (2 * / (1 + exp (- L t)) - 1)) ->
           forall t : R, sinh (L t / 2) = sinh (L 0 / 2) * exp (t / 2)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T10_scalar_grpo_vote
    T10_scalar_grpo_vote
         : forall L : R -> R,
           (forall t : R_AbsRing,
            is_derive L t (2 * sqrt (/ (1 + exp (- L t)) * (1 - / (1 + exp (- L t)))))) ->
           forall t : R, 2 * sinh (L t / 2) = 2 * sinh (L 0 / 2) + t
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T10_scalar_gradient_vote
    T10_scalar_gradient_vote
         : forall L : R,
           is_derive (fun l : R_AbsRing => sinh l + l) L
             (/ (2 * (/ (1 + exp (- L)) * (1 - / (1 + exp (- L))))))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T12_scalar_invariant
    T12_scalar_invariant
         : forall a b speed : R -> R,
           (forall t : R_AbsRing, is_derive a t (exp (a t) * speed t)) ->
           (forall t : R_AbsRing, is_derive b t (exp (b t) * speed t)) ->
           forall t : R, exp (- a t) - exp (- b t) = exp (- a 0) - exp (- b 0)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T25_scalar_probability
    T25_scalar_probability
         : forall f : R, 0 < f < 1 -> - (f * (1 - f) / (1 + f) ^ 2) < 0
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T25_scalar_mean_log
    T25_scalar_mean_log
         : forall f : R,
           0 < f < 1 ->
           let push := (1 - f) * ln (f / (1 - f)) * (- ln (1 - f) / f - 1) in
           (/ 2 < f -> 0 < push) /\ (f = / 2 -> push = 0) /\ (f < / 2 -> push < 0)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T36_scalar_peak
    T36_scalar_peak
         : forall a b l m v : R,
           0 < a ->
           0 < b ->
           0 < v ->
           let accuracy :=
             fun t : R =>
             a * / (1 + exp (- (l + v * t))) + b * (1 - / (1 + exp (- (m + v * t)))) in
           let A := sqrt (a * exp (- l)) in
           let B := sqrt (b * exp (- m)) in
           A < B ->
           B * (1 + exp (- l)) < A * (1 + exp (- m)) ->
           let peak := 1 / v * ln ((A * exp (- m) - B * exp (- l)) / (B - A)) in
           0 < peak /\
           (exists slope : R -> R,
              (forall t : R_AbsRing, is_derive accuracy t (slope t)) /\
              (forall t : R, t < peak -> 0 < slope t) /\
              slope peak = 0 /\ (forall t : R, peak < t -> slope t < 0))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T42_scalar_clock
    T42_scalar_clock
         : forall v s mu b : R,
           0 < s ->
           0 < v ->
           let odds := fun u : R => exp ((mu - u) / s) in
           let time := fun u : R => s / v * (odds 0 + ln (odds 0) - odds u - ln (odds u)) in
           time 0 = 0 /\ is_derive time b (/ (v / (1 + exp (- ((b - mu) / s)))))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T46_scalar_fixed_points_above
    T46_scalar_fixed_points_above
         : forall beta ref eps : R,
           0 < beta ->
           0 < ref < 1 ->
           0 < eps ->
           forall p : R,
           0 <= p <= 1 ->
           let h :=
             fun p0 : R =>
             / (1 + (1 - ref) / ref * exp (- (1 / (beta * sqrt (p0 * (1 - p0) + eps))))) in
           ref < h p /\ (h p = p -> ref < p)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T46_scalar_slope
    T46_scalar_slope
         : forall beta ref eps : R,
           0 < beta ->
           0 < ref < 1 ->
           0 < eps ->
           forall p : R,
           0 <= p <= 1 ->
           let h :=
             fun p0 : R =>
             / (1 + (1 - ref) / ref * exp (- (1 / (beta * sqrt (p0 * (1 - p0) + eps))))) in
           is_derive h p
             (-
              (h p * (1 - h p) * (1 - 2 * p) /
               (2 * beta * ((p * (1 - p) + eps) * sqrt (p * (1 - p) + eps)))))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T10_unique
    T10_unique
         : let p := fun l : R => / (1 + exp (- l)) in
           let unique :=
             fun v : R -> R =>
             forall L K : R -> R,
             (forall t : R_AbsRing, is_derive L t (v (L t))) ->
             (forall t : R_AbsRing, is_derive K t (v (K t))) ->
             L 0 = K 0 -> forall t : R, L t = K t in
           let unique_from_above_0 :=
             fun v : R -> R =>
             forall L K : R -> R,
             (forall t : R_AbsRing, is_derive L t (v (L t))) ->
             (forall t : R_AbsRing, is_derive K t (v (K t))) ->
             0 < L 0 -> L 0 = K 0 -> forall t : R, L t = K t in
           unique (fun=> 1) /\
           unique id /\
           unique (fun l : R => 2 * p l - 1) /\
           unique (fun l : R => 2 * (p l * (1 - p l))) /\
           unique (fun l : R => 2 * sqrt (p l * (1 - p l))) /\
           unique_from_above_0 (fun l : R => 2 * (p l * (1 - p l)) * l) /\
           unique_from_above_0 (fun l : R => 2 * (p l * (1 - p l)) * (2 * p l - 1))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T10_solutions
    T10_solutions
         : let p := fun l : R => / (1 + exp (- l)) in
           let solution :=
             fun (v : R -> R) (start : R) =>
             exists L : R -> R,
               L 0 = start /\ (forall t : R_AbsRing, is_derive L t (v (L t))) in
           (forall start : R,
            solution (fun=> 1) start /\
            solution id start /\
            solution (fun l : R => 2 * p l - 1) start /\
            solution (fun l : R => 2 * (p l * (1 - p l))) start /\
            solution (fun l : R => 2 * sqrt (p l * (1 - p l))) start) /\
           (forall start : R,
            0 < start ->
            solution (fun l : R => 2 * (p l * (1 - p l)) * l) start /\
            solution (fun l : R => 2 * (p l * (1 - p l)) * (2 * p l - 1)) start)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T10_gradient_vote
    T10_gradient_vote
         : let speed := fun l : R => 2 * (/ (1 + exp (- l)) * (1 - / (1 + exp (- l)))) in
           (forall L : R -> R,
            (forall t : R_AbsRing, is_derive L t (speed (L t))) ->
            forall t : R, sinh (L t) + L t = sinh (L 0) + L 0 + t) /\
           (forall start : R,
            exists L : R -> R,
              L 0 = start /\ (forall t : R_AbsRing, is_derive L t (speed (L t))))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T10_gradient_log
    T10_gradient_log
         : forall L : R -> R,
           (forall t : R_AbsRing,
            is_derive L t (2 * (/ (1 + exp (- L t)) * (1 - / (1 + exp (- L t)))) * L t)) ->
           0 < L 0 ->
           (forall C : R -> R,
            (forall l : R, 0 < l -> is_derive C l ((1 + cosh l) / l)) ->
            forall t : R, C (L t) = C (L 0) + t) /\
           (exists C : R -> R, forall l : R, 0 < l -> is_derive C l ((1 + cosh l) / l))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T10_gradient_probability
    T10_gradient_probability
         : forall L : R -> R,
           (forall t : R_AbsRing,
            is_derive L t
              (2 * (/ (1 + exp (- L t)) * (1 - / (1 + exp (- L t)))) *
               (2 * / (1 + exp (- L t)) - 1))) ->
           let y := fun t : R => sinh (L t / 2) ^ 2 in
           forall t : R, y t * exp (y t) = y 0 * exp (y 0) * exp (t / 2)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T11_mass_law
    T11_mass_law
         : forall (A : finType) (M : {set A}) (th : A -> R -> R),
           (forall (a : A) (t : R),
            let pi := fun b : A => exp (th b t) / \big[Rplus/0]_d exp (th d t) in
            is_derive (th a) t
              (pi a * ((if a \in M then 1 else 0) - \big[Rplus/0]_(b in M) pi b))) ->
           forall t : R,
           let pi := fun (u : R) (a : A) => exp (th a u) / \big[Rplus/0]_b exp (th b u) in
           let p := fun u : R => \big[Rplus/0]_(a in M) pi u a in
           let slope :=
             (1 - p t) ^ 2 * \big[Rplus/0]_(a in M) pi t a ^ 2 +
             p t ^ 2 * \big[Rplus/0]_(a in ~: M) pi t a ^ 2 in
           is_derive p t slope /\
           ((exists m : A, m \in M) -> (exists w : A, w \notin M) -> 0 < slope)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T12_invariants
    T12_invariants
         : forall (A : finType) (M : {set A}) (th : A -> R -> R),
           (forall (a : A) (t : R),
            let pi := fun b : A => exp (th b t) / \big[Rplus/0]_d exp (th d t) in
            is_derive (th a) t
              (pi a * ((if a \in M then 1 else 0) - \big[Rplus/0]_(b in M) pi b))) ->
           A ->
           forall (a b : A) (t : R),
           \big[Rplus/0]_d th d t = \big[Rplus/0]_d th d 0 /\
           ((a \in M) = (b \in M) ->
            exp (- th a t) - exp (- th b t) = exp (- th a 0) - exp (- th b 0))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T12_limit
    T12_limit
         : forall (A : finType) (M : {set A}) (th : A -> R -> R),
           (forall (a : A) (t : R),
            let pi := fun b : A => exp (th b t) / \big[Rplus/0]_d exp (th d t) in
            is_derive (th a) t
              (pi a * ((if a \in M then 1 else 0) - \big[Rplus/0]_(b in M) pi b))) ->
           forall m w : A,
           m \in M ->
           w \notin M ->
           (forall a : A, a \in M -> a != m -> th a 0 < th m 0) ->
           (forall a : A,
            is_lim (fun t : R => exp (th a t) / \big[Rplus/0]_b exp (th b t)) p_infty
              (if a == m then 1 else 0)) /\
           is_lim (th m) p_infty p_infty /\
           (forall a : A,
            a \in M ->
            a != m -> is_lim (th a) p_infty (- ln (exp (- th a 0) - exp (- th m 0))))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T44_strategies
    T44_strategies
         : forall th : bool -> R -> R,
           (forall (s : bool) (t : R),
            let pi := fun b : bool => exp (th b t) / \big[Rplus/0]_d exp (th d t) in
            is_derive (th s) t (pi s * ((if s == true then 1 else 0) - pi true))) ->
           let u := fun t : R => th true t - th false t in
           (forall t : R,
            exp (th true t) / \big[Rplus/0]_d exp (th d t) = / (1 + exp (- u t))) /\
           (forall t : R, sinh (u t) + u t = sinh (u 0) + u 0 + t) /\
           (forall s t : R, s < t -> u s < u t)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T16a_entropy_gradient
    T16a_entropy_gradient
         : forall (A : finType) (th : A -> R -> R) (v : A -> R) (t : R),
           (forall a : A, is_derive (th a) t (v a)) ->
           let pi := fun (u : R) (a : A) => exp (th a u) / \big[Rplus/0]_b exp (th b u) in
           exists score : A -> R,
             (forall a : A, is_derive (fun u : R_AbsRing => ln (pi u a)) t (score a)) /\
             is_derive (fun u : R_AbsRing => \big[Rplus/0]_a (pi u a * ln (pi u a))) t
               (\big[Rplus/0]_a (pi t a * (score a * ln (pi t a))))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T23_entropy_gradient
    T23_entropy_gradient
         : forall (A : finType) (th : A -> R -> R) (v : A -> R) (t : R),
           (forall a : A, is_derive (th a) t (v a)) ->
           let pi := fun (u : R) (a : A) => exp (th a u) / \big[Rplus/0]_b exp (th b u) in
           is_derive (fun u : R_AbsRing => \big[Rplus/0]_a (pi u a * ln (pi u a))) t
             (\big[Rplus/0]_a
                 (v a * (pi t a * (ln (pi t a) - \big[Rplus/0]_b (pi t b * ln (pi t b))))))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T23_certainty_gradient
    T23_certainty_gradient
         : forall (A : finType) (th : A -> R -> R) (v : A -> R) (t : R),
           (forall a : A, is_derive (th a) t (v a)) ->
           let pi := fun (u : R) (a : A) => exp (th a u) / \big[Rplus/0]_b exp (th b u) in
           let even := / INR #|A| in
           is_derive (fun u : R_AbsRing => \big[Rplus/0]_a (even * ln (even / pi u a))) t
             (\big[Rplus/0]_a (v a * (pi t a - even)))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T34_power_path
    T34_power_path
         : forall (A : finType) (pi : A -> R) (c : A),
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           let path := fun s : R => exp (s * ln (pi c)) / \big[Rplus/0]_b exp (s * ln (pi b))
             in
           (exists peak : R,
              1 < peak /\
              (forall x y : R, 1 <= x -> x < y -> y <= peak -> path x < path y) /\
              (forall x y : R, peak <= x -> x < y -> path y < path x)) <->
           \big[Rplus/0]_b (pi b * ln (pi b)) < ln (pi c) /\ (exists m : A, pi c < pi m)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T34_power_peak
    T34_power_peak
         : forall (A : finType) (pi : A -> R) (c m : A),
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           let path :=
             fun (s : R) (b : A) => exp (s * ln (pi b)) / \big[Rplus/0]_d exp (s * ln (pi d))
             in
           pi c < pi m ->
           \big[Rplus/0]_b (pi b * ln (pi b)) < ln (pi c) ->
           exists peak : R,
             1 < peak /\
             (forall x y : R, 1 <= x -> x < y -> y <= peak -> path x c < path y c) /\
             (forall x y : R, peak <= x -> x < y -> path y c < path x c) /\
             \big[Rplus/0]_b (path peak b * ln (pi b)) = ln (pi c)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T34_probability_flow
    T34_probability_flow
         : forall (A : finType) (th : A -> R -> R) (c : A),
           let pi := fun (t : R) (a : A) => exp (th a t) / \big[Rplus/0]_b exp (th b t) in
           (forall (a : A) (t : R_AbsRing), is_derive (th a) t (pi t a)) ->
           (exists peak : R,
              0 < peak /\
              (forall x y : R, 0 <= x -> x < y -> y <= peak -> pi x c < pi y c) /\
              (forall x y : R, peak <= x -> x < y -> pi y c < pi x c)) <->
           \big[Rplus/0]_a (pi 0 a * pi 0 a) < pi 0 c /\ (exists m : A, pi 0 c < pi 0 m)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T34_flow_exists
    T34_flow_exists
         : forall (A : finType) (start : A -> R),
           A ->
           exists th : A -> R -> R,
             (forall a : A, th a 0 = start a) /\
             (forall (a : A) (t : R_AbsRing),
              is_derive (th a) t (exp (th a t) / \big[Rplus/0]_b exp (th b t)))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T42_unique
    T42_unique
         : forall v s mu : R,
           0 < v ->
           0 < s ->
           let flow :=
             fun b : R -> R =>
             b 0 = 0 /\
             (forall t : R_AbsRing, is_derive b t (v / (1 + exp (- ((b t - mu) / s))))) in
           (exists b : R -> R, flow b) /\
           (forall b d : R -> R, flow b -> flow d -> forall t : R, b t = d t)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T42_collapse
    T42_collapse
         : forall (v s mu tau t : R) (b : R -> R),
           0 < v ->
           0 < s ->
           0 < tau < 1 ->
           b 0 = 0 ->
           (forall t0 : R_AbsRing, is_derive b t0 (v / (1 + exp (- ((b t0 - mu) / s))))) ->
           let label_accuracy := fun u : R => / (1 + exp (- ((mu - b u) / s))) in
           let odds := label_accuracy 0 / (1 - label_accuracy 0) in
           let odds_tau := tau / (1 - tau) in
           label_accuracy t < tau <-> s / v * (odds + ln odds - odds_tau - ln odds_tau) < t
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T46_slope_at_fixed_point
    T46_slope_at_fixed_point
         : forall beta ref p : R,
           0 < beta ->
           0 < ref < 1 ->
           0 < p < 1 ->
           let h :=
             fun p0 : R =>
             / (1 + (1 - ref) / ref * exp (- (1 / (beta * sqrt (p0 * (1 - p0) + 0))))) in
           let gain := ln (p / (1 - p)) - ln (ref / (1 - ref)) in
           h p = p -> is_derive h p (- ((1 - 2 * p) * gain / 2))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T46_stability
    T46_stability
         : forall beta ref p : R,
           0 < beta ->
           0 < ref < 1 ->
           0 < p < 1 ->
           let h :=
             fun p0 : R =>
             / (1 + (1 - ref) / ref * exp (- (1 / (beta * sqrt (p0 * (1 - p0) + 0))))) in
           let gain := ln (p / (1 - p)) - ln (ref / (1 - ref)) in
           h p = p ->
           (Rabs ((1 - 2 * p) * gain) < 2 ->
            exists r : R,
              0 < r /\
              (forall x : nat -> R,
               Rabs (x 0%N - p) < r -> (forall k : nat, x k.+1 = h (x k)) -> is_lim_seq x p)) /\
           (2 < Rabs ((1 - 2 * p) * gain) ->
            exists r q : R,
              0 < r /\
              1 < q /\ (forall x : R, Rabs (x - p) < r -> q * Rabs (x - p) <= Rabs (h x - p)))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T27_group_gradient
    T27_group_gradient
         : forall (A : finType) (N : nat) (y : {ffun 'I_N -> A}) (m : A) (pi : A -> R),
           (0 < N)%N ->
           forall a : A,
           let r := fun i : ordinal_finType N => if y i == m then 1 else 0 in
           let mean := \big[Rplus/0]_(i < N) r i / INR N in
           let f := fun b : A => INR #|[set i | y i == b]| / INR N in
           \big[Rplus/0]_(i < N) ((r i - mean) * ((if y i == a then 1 else 0) - pi a)) /
           INR N = f a * ((if a == m then 1 else 0) - f m) /\
           \big[Rplus/0]_(i < N) (r i - mean) ^ 2 / INR N = f m * (1 - f m)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T27_leave_one_out
    T27_leave_one_out
         : forall (A : finType) (N : nat) (y : {ffun 'I_N -> A}) (m : A) (pi : A -> R),
           (0 < N)%N ->
           forall a : A,
           (1 < N)%N ->
           let r := fun i : ordinal_finType N => if y i == m then 1 else 0 in
           let total := \big[Rplus/0]_(i < N) r i in
           let f := fun b : A => INR #|[set i | y i == b]| / INR N in
           \big[Rplus/0]_(i < N) ((r i - (total - r i) / (INR N - 1)) *
                                  ((if y i == a then 1 else 0) - pi a)) / 
           INR N = INR N / (INR N - 1) * (f a * ((if a == m then 1 else 0) - f m)) /\
           \big[Rplus/0]_(i < N) (r i - total / INR N) ^ 2 / (INR N - 1) =
           INR N / (INR N - 1) * (f m * (1 - f m))
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T27_silent
    T27_silent
         : forall (A : finType) (N : nat) (y : {ffun 'I_N -> A}) (m : A) (pi : A -> R),
           (0 < N)%N ->
           (exists i : ordinal_finType N, y i = m) ->
           let r := fun i : ordinal_finType N => if y i == m then 1 else 0 in
           let mean := \big[Rplus/0]_(i < N) r i / INR N in
           (forall a : A,
            \big[Rplus/0]_(i < N) ((r i - mean) * ((if y i == a then 1 else 0) - pi a)) /
            INR N = 0) <-> (forall i : ordinal_finType N, y i = m)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T27_unanimous
    T27_unanimous
         : forall (A : finType) (N : nat) (pi : A -> R),
           (0 < N)%N ->
           \big[Rplus/0]_y
              (\big[Rmult/1]_(i < N) pi (y i) *
               (if [exists a, forall i, y i == a] then 1 else 0)) = 
           \big[Rplus/0]_a pi a ^ N
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T28_logged_reward
    T28_logged_reward
         : forall (A : finType) (pi : A -> R) (n : nat),
           A ->
           let chance :=
             fun (votes : A -> nat) (a : A) =>
             if [forall b, (votes b <= votes a)%N]
             then / INR #|[set x | [forall b, (votes b <= votes x)%N]]|
             else 0 in
           let reward :=
             fun a : A =>
             \big[Rplus/0]_y
                (\big[Rmult/1]_(i < n) pi (y i) *
                 chance (fun b : A => ((b == a) + #|[set i | y i == b]|)%N) a) in
           \big[Rplus/0]_a (pi a * reward a) =
           \big[Rplus/0]_y
              (\big[Rmult/1]_(i < n.+1) pi (y i) *
               (INR (\max_b #|[set i | y i == b]|) / INR n.+1))
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T31_ruin
    T31_ruin
         : forall (n : nat) (u : nat -> R) (up : nat -> nat -> R) (i : nat),
           (0 < n)%N ->
           (forall j : nat, 0 < u j < 1) ->
           (i <= n)%N ->
           (forall k : nat, up k 0%N = 0) ->
           (forall k : nat, up k n = 1) ->
           (forall j : nat, (j < n)%N -> up 0%N j = 0) ->
           (forall k j : nat,
            (0 < j < n)%N -> up k.+1 j = u j * up k j.+1 + (1 - u j) * up k j.-1) ->
           let gamma := fun j : nat => \big[Rmult/1]_(1 <= l < j.+1) ((1 - u l) / u l) in
           is_lim_seq (up^~ i)
             (\big[Rplus/0]_(j < i) gamma j / \big[Rplus/0]_(j < n) gamma j)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T31_one_vote
    T31_one_vote
         : forall (x : nat -> R) (j : nat),
           let u := fun i : nat => / (1 + exp (- x i)) in
           \big[Rmult/1]_(1 <= l < j.+1) ((1 - u l) / u l) =
           exp (- (\big[Rplus/0]_(1 <= l < j.+1) x l))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T32_labels_stay
    T32_labels_stay
         : forall (A : finType) (beta : R) (pi : nat -> A -> R) (m : A) (N n : nat),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a == m then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b == m then 1 else 0) / beta))) ->
           (forall a : A, a != m -> pi 0%N a < pi 0%N m) ->
           let chance :=
             fun (votes : A -> nat) (a : A) =>
             if [forall b, (votes b <= votes a)%N]
             then / INR #|[set x | [forall b, (votes b <= votes x)%N]]|
             else 0 in
           let share :=
             fun k : nat =>
             \big[Rplus/0]_y
                (\big[Rmult/1]_(i < N) pi k (y i) *
                 chance (fun b : A => #|[set i | y i == b]|) m) in
           1 -
           \big[Rplus/0]_(k < n) \big[Rplus/0]_(j | j != m)
                                    (1 - (sqrt (pi k m) - sqrt (pi k j)) ^ 2) ^ N <=
           \big[Rmult/1]_(k < n) share k
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T32_labels_always_stay
    T32_labels_always_stay
         : forall (A : finType) (beta : R) (pi : nat -> A -> R) (m : A) (N : nat),
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp ((if a == m then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi k b * exp ((if b == m then 1 else 0) / beta))) ->
           (forall a : A, a != m -> pi 0%N a < pi 0%N m) ->
           let chance :=
             fun (votes : A -> nat) (a : A) =>
             if [forall b, (votes b <= votes a)%N]
             then / INR #|[set x | [forall b, (votes b <= votes x)%N]]|
             else 0 in
           let share :=
             fun k : nat =>
             \big[Rplus/0]_y
                (\big[Rmult/1]_(i < N) pi k (y i) *
                 chance (fun b : A => #|[set i | y i == b]|) m) in
           let misses :=
             fun n : nat =>
             \big[Rplus/0]_(k < n) \big[Rplus/0]_(j | j != m)
                                      (1 - (sqrt (pi k m) - sqrt (pi k j)) ^ 2) ^ N in
           exists P : R,
             is_lim_seq (fun n : nat => \big[Rmult/1]_(k < n) share k) P /\
             (forall S : R, is_lim_seq misses S -> 1 - S <= P)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T35_steps
    T35_steps
         : forall (I A : finType) (share : I -> R) (ref : I -> A -> R) (m c : I -> A),
           (forall (i : I) (a : A), 0 < ref i a) ->
           (forall i : I, \big[Rplus/0]_a ref i a = 1) ->
           forall (beta : R) (pi : I -> nat -> A -> R) (k : nat),
           0 < beta ->
           (forall (i : I) (a : A), pi i 0%N a = ref i a) ->
           (forall (i : I) (k0 : nat) (a : A),
            pi i k0.+1 a =
            pi i k0 a * exp ((if a == m i then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi i k0 b * exp ((if b == m i then 1 else 0) / beta))) ->
           let accuracy :=
             fun t : R =>
             \big[Rplus/0]_i
                (share i *
                 (ref i (c i) * (if m i == c i then exp t else 1) /
                  (ref i (m i) * exp t + (1 - ref i (m i))))) in
           \big[Rplus/0]_i (share i * pi i k (c i)) = accuracy (INR k / beta)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T35_moments
    T35_moments
         : forall (I A : finType) (share : I -> R) (ref : I -> A -> R) (m c : I -> A),
           (forall (i : I) (a : A), 0 < ref i a) ->
           (forall i : I, \big[Rplus/0]_a ref i a = 1) ->
           let accuracy :=
             fun t : R =>
             \big[Rplus/0]_i
                (share i *
                 (ref i (c i) * (if m i == c i then exp t else 1) /
                  (ref i (m i) * exp t + (1 - ref i (m i))))) in
           let V :=
             \big[Rplus/0]_i
                (share i *
                 (if m i == c i
                  then ref i (m i) * (1 - ref i (m i))
                  else - (ref i (m i) * ref i (c i)))) in
           let M :=
             \big[Rplus/0]_i
                (share i *
                 (if m i == c i
                  then (1 - ref i (m i)) / ref i (m i)
                  else - (ref i (c i) / ref i (m i)))) in
           exists slope : R -> R,
             (forall t : R_AbsRing, is_derive accuracy t (slope t)) /\
             slope 0 = V /\
             is_lim (fun t : R => exp t * slope t) p_infty M /\
             (M < 0 -> exists T : R, 0 < T /\ (forall t : R, T <= t -> slope t < 0)) /\
             (0 < M -> exists T : R, 0 < T /\ (forall t : R, T <= t -> 0 < slope t))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T35_shape
    T35_shape
         : forall (I A : finType) (share : I -> R) (ref : I -> A -> R) (m c : I -> A),
           (forall i : I, 0 <= share i) ->
           (forall (i : I) (a : A), 0 < ref i a) ->
           (forall i : I, \big[Rplus/0]_a ref i a = 1) ->
           forall level : R,
           0 < level <= 1 ->
           (forall i : I, m i = c i -> level <= ref i (m i)) ->
           (forall i : I, m i <> c i -> ref i (m i) <= level) ->
           let accuracy :=
             fun t : R =>
             \big[Rplus/0]_i
                (share i *
                 (ref i (c i) * (if m i == c i then exp t else 1) /
                  (ref i (m i) * exp t + (1 - ref i (m i))))) in
           let V :=
             \big[Rplus/0]_i
                (share i *
                 (if m i == c i
                  then ref i (m i) * (1 - ref i (m i))
                  else - (ref i (m i) * ref i (c i)))) in
           let M :=
             \big[Rplus/0]_i
                (share i *
                 (if m i == c i
                  then (1 - ref i (m i)) / ref i (m i)
                  else - (ref i (c i) / ref i (m i)))) in
           exists slope : R -> R,
             (forall t : R_AbsRing, is_derive accuracy t (slope t)) /\
             (0 < V /\ M < 0 <->
              (exists peak : R,
                 0 < peak /\
                 (forall t : R, 0 <= t -> t < peak -> 0 < slope t) /\
                 (forall t : R, peak < t -> slope t <= 0) /\
                 (exists T : R, forall t : R, T <= t -> slope t < 0))) /\
             (0 <= M -> forall t : R, 0 <= t -> 0 <= slope t) /\
             (V <= 0 -> forall t : R, 0 <= t -> slope t <= 0)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T36_peak
    T36_peak
         : forall (I : finType) (share : I -> R) (ref : I -> bool -> R) 
             (m c : I -> bool) (P Q : R),
           (forall (i : I) (a : bool), 0 < ref i a) ->
           (forall i : I, \big[Rplus/0]_a ref i a = 1) ->
           (forall i : I, m i = c i -> ref i (m i) = P) ->
           (forall i : I, m i <> c i -> ref i (m i) = Q) ->
           0 < P < 1 ->
           0 < Q < 1 ->
           0 < \big[Rplus/0]_i (share i * (if m i == c i then 1 else 0)) ->
           0 < \big[Rplus/0]_i (share i * (if m i == c i then 0 else 1)) ->
           let accuracy :=
             fun t : R =>
             \big[Rplus/0]_i
                (share i *
                 (ref i (c i) * (if m i == c i then exp t else 1) /
                  (ref i (m i) * exp t + (1 - ref i (m i))))) in
           let V :=
             \big[Rplus/0]_i
                (share i *
                 (if m i == c i
                  then ref i (m i) * (1 - ref i (m i))
                  else - (ref i (m i) * ref i (c i)))) in
           let M :=
             \big[Rplus/0]_i
                (share i *
                 (if m i == c i
                  then (1 - ref i (m i)) / ref i (m i)
                  else - (ref i (c i) / ref i (m i)))) in
           let u := (1 - P) / P in
           let w := (1 - Q) / Q in
           let A := sqrt (\big[Rplus/0]_i (share i * (if m i == c i then 1 else 0)) * u) in
           let B := sqrt (\big[Rplus/0]_i (share i * (if m i == c i then 0 else 1)) * w) in
           let peak := ln ((A * w - B * u) / (B - A)) in
           exists slope : R -> R,
             (forall t : R_AbsRing, is_derive accuracy t (slope t)) /\
             (0 < V ->
              M < 0 ->
              0 < peak /\
              (forall t : R, t < peak -> 0 < slope t) /\
              slope peak = 0 /\ (forall t : R, peak < t -> slope t < 0)) /\
             (forall s t : R, 0 <= s -> s < t -> 0 < slope s -> slope t < 0 -> 0 < V /\ M < 0)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T38_ceiling
    T38_ceiling
         : forall (I A : finType) (share : I -> R) (C : I -> {set A}) 
             (m : I -> A) (beta : R) (pi : I -> nat -> A -> R) (n : nat),
           0 < beta ->
           (forall (i : I) (a : A), 0 < pi i 0%N a) ->
           (forall i : I, \big[Rplus/0]_a pi i 0%N a = 1) ->
           (forall (i : I) (k : nat) (a : A),
            pi i k.+1 a =
            pi i k a * exp ((if a == m i then 1 else 0) / beta) /
            \big[Rplus/0]_b (pi i k b * exp ((if b == m i then 1 else 0) / beta))) ->
           (0 < n)%N ->
           is_lim_seq
             (fun k : nat =>
              \big[Rplus/0]_i (share i * (1 - (1 - \big[Rplus/0]_(a in C i) pi i k a) ^ n)))
             (\big[Rplus/0]_i (share i * (if m i \in C i then 1 else 0)))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T38_crossover
    T38_crossover
         : forall (I A : finType) (share : I -> R) (C : I -> {set A}) (m : I -> A),
           (forall i : I, 0 <= share i) ->
           forall ref : I -> A -> R,
           (forall (i : I) (a : A), 0 < ref i a) ->
           (forall i : I, \big[Rplus/0]_a ref i a = 1) ->
           let pass :=
             fun n : nat =>
             \big[Rplus/0]_i (share i * (1 - (1 - \big[Rplus/0]_(a in C i) ref i a) ^ n)) in
           let end_accuracy := \big[Rplus/0]_i (share i * (if m i \in C i then 1 else 0)) in
           let solvable := \big[Rplus/0]_i (share i * (if C i == set0 then 0 else 1)) in
           (forall n : nat, pass n <= pass n.+1) /\
           is_lim_seq pass solvable /\
           (pass 1%N <= end_accuracy < solvable <->
            (exists n : nat,
               (0 < n)%N /\ (forall j : nat, end_accuracy < pass j <-> (n < j)%N)))
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T45_verdicts_end
    T45_verdicts_end
         : forall (A : finType) (beta : R) (f acc : A -> R) (pi : nat -> A -> R) (a b : A),
           0 < beta ->
           (forall j : A, 0 < pi 0%N j) ->
           \big[Rplus/0]_j pi 0%N j = 1 ->
           (forall (k : nat) (j : A),
            pi k.+1 j =
            pi k j * exp (f j / beta) / \big[Rplus/0]_d (pi k d * exp (f d / beta))) ->
           f b < f a ->
           (forall j : A, j != a -> j != b -> f j < f b) ->
           let reward_accuracy := fun k : nat => \big[Rplus/0]_j (pi k j * acc j) in
           (acc b < acc a ->
            exists K : nat,
              forall k : nat, (K <= k)%N -> reward_accuracy k < reward_accuracy k.+1) /\
           (acc a < acc b ->
            exists K : nat,
              forall k : nat, (K <= k)%N -> reward_accuracy k.+1 < reward_accuracy k)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T44_transfer
    T44_transfer
         : forall (beta : R) (pi : nat -> bool -> R) (n : nat),
           0 < beta ->
           (0 < n)%N ->
           (forall s : bool, 0 < pi 0%N s) ->
           \big[Rplus/0]_s pi 0%N s = 1 ->
           (forall (k : nat) (s : bool),
            pi k.+1 s =
            pi k s * exp ((if s == true then 1 else 0) / beta) /
            \big[Rplus/0]_d (pi k d * exp ((if d == true then 1 else 0) / beta))) ->
           pi 0%N false / INR n < pi 0%N true ->
           (forall k : nat, pi k false / INR n < pi k true) /\ is_lim_seq (pi^~ true) 1
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T47_power_not_temperature
    T47_power_not_temperature
         : exists (pi : 'I_3 -> R) (y : 'I_3),
             let first := fun z : 'I_3 => (z < 2)%N in
             let root := fun t : bool_eqType => \big[Rplus/0]_(z < 3 | first z == t) pi z in
             ((forall z : 'I_3, 0 < pi z) /\ \big[Rplus/0]_(z < 3) pi z = 1) /\
             is_lim_seq (fun n : nat => pi y ^ n / \big[Rplus/0]_(z < 3) pi z ^ n) 1 /\
             is_lim_seq
               (fun n : nat =>
                root (first y) ^ n / \big[Rplus/0]_t root t ^ n *
                ((pi y / root (first y)) ^ n /
                 \big[Rplus/0]_(z < 3 | first z == first y) (pi z / root (first y)) ^ n)) 0
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T8b_optimum
    T8b_optimum
         : forall (A : finType) (beta gamma : R) (ref pi r q : A -> R),
           A ->
           0 < beta ->
           0 < gamma ->
           (forall a : A, 0 < ref a) ->
           \big[Rplus/0]_a ref a = 1 ->
           (forall a : A, 0 < pi a) ->
           \big[Rplus/0]_a pi a = 1 ->
           (forall a : A, 0 <= q a) ->
           \big[Rplus/0]_a q a = 1 ->
           let objective :=
             \big[Rplus/0]_a (q a * r a) - beta * \big[Rplus/0]_a (q a * ln (q a / ref a)) -
             gamma * \big[Rplus/0]_a (q a * ln (q a / pi a)) in
           let weight :=
             fun a : A =>
             exp ((beta * ln (ref a) + gamma * ln (pi a) + r a) / (beta + gamma)) in
           let value := (beta + gamma) * ln (\big[Rplus/0]_b weight b) in
           objective <= value /\
           (objective = value <-> (forall a : A, q a = weight a / \big[Rplus/0]_b weight b))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T24_bounded_reward
    T24_bounded_reward
         : forall (A : finType) (pi : A -> R) (a b : A),
           (forall x : A, 0 < pi x) ->
           \big[Rplus/0]_x pi x = 1 ->
           (forall x : A, pi b <= pi x <= pi a) ->
           pi b < pi a ->
           exists psi : R -> R,
             (forall x y : R, x < y -> psi x < psi y) /\
             (forall r : A -> R,
              (forall y : A, 0 <= r y <= 1) ->
              exists anchor : A -> A -> R,
                forall y : A,
                (forall x : A, 0 <= anchor y x) /\
                \big[Rplus/0]_x anchor y x = 1 /\
                r y = psi (\big[Rplus/0]_x (anchor y x * ln (pi x))))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T37_calibrated
    T37_calibrated
         : forall (A : finType) (beta : R) (r pi : nat -> A -> R) (c : A -> R),
           A ->
           0 < beta ->
           (forall a : A, 0 < pi 0%N a) ->
           \big[Rplus/0]_a pi 0%N a = 1 ->
           (forall (k : nat) (a : A),
            pi k.+1 a =
            pi k a * exp (r k a / beta) / \big[Rplus/0]_b (pi k b * exp (r k b / beta))) ->
           (forall (k : nat) (a b : A), pi k b <= pi k a -> r k b <= r k a) ->
           (forall a b : A, pi 0%N b <= pi 0%N a -> c b <= c a) ->
           forall k : nat,
           \big[Rplus/0]_a (pi k a * c a) <= \big[Rplus/0]_a (pi k.+1 a * c a)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T16b_probability
    T16b_probability
         : forall (A : finType) (th : A -> R -> R) (v : A -> R) (t : R),
           (forall a : A, is_derive (th a) t (v a)) ->
           let pi := fun (u : R) (a : A) => exp (th a u) / \big[Rplus/0]_b exp (th b u) in
           exists score : A -> R,
             (forall a : A, is_derive (fun u : R_AbsRing => ln (pi u a)) t (score a)) /\
             is_derive (fun u : R_AbsRing => / 2 * \big[Rplus/0]_a (pi u a * pi u a)) t
               (\big[Rplus/0]_a (pi t a * (score a * pi t a)))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T16c_length
    T16c_length
         : forall (A : finType) (th : A -> R -> R) (v : A -> R) (t : R),
           (forall a : A, is_derive (th a) t (v a)) ->
           forall c : A -> R,
           let pi := fun (u : R) (a : A) => exp (th a u) / \big[Rplus/0]_b exp (th b u) in
           exists score : A -> R,
             (forall a : A, is_derive (fun u : R_AbsRing => ln (pi u a)) t (score a)) /\
             is_derive
               (fun u : R_AbsRing =>
                \big[Rplus/0]_a (pi u a * (c a * ln (pi u a))) -
                \big[Rplus/0]_a (pi u a * c a)) t
               (\big[Rplus/0]_a (pi t a * (score a * (c a * ln (pi t a)))))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T16d_moving_reward
    T16d_moving_reward
         : forall (A : finType) (th : A -> R -> R) (v : A -> R) (t : R),
           (forall a : A, is_derive (th a) t (v a)) ->
           forall (r : A -> R -> R) (dr : A -> R),
           (forall a : A, is_derive (r a) t (dr a)) ->
           let pi := fun (u : R) (a : A) => exp (th a u) / \big[Rplus/0]_b exp (th b u) in
           exists score : A -> R,
             (forall a : A, is_derive (fun u : R_AbsRing => ln (pi u a)) t (score a)) /\
             is_derive (fun u : R_AbsRing => \big[Rplus/0]_a (pi u a * r a u)) t
               (\big[Rplus/0]_a (pi t a * (score a * r a t)) +
                \big[Rplus/0]_a (pi t a * dr a))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T16e_label
    T16e_label
         : forall (A : finType) (th : A -> R -> R) (v : A -> R) (t : R),
           (forall a : A, is_derive (th a) t (v a)) ->
           forall m : A,
           let pi := fun (u : R) (a : A) => exp (th a u) / \big[Rplus/0]_b exp (th b u) in
           exists score : A -> R,
             (forall a : A, is_derive (fun u : R_AbsRing => ln (pi u a)) t (score a)) /\
             is_derive (pi^~ m) t
               (\big[Rplus/0]_a (pi t a * (score a * (if a == m then 1 else 0))))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T7b_gradient_step
    T7b_gradient_step
         : forall (th : bool -> R) (beta eta : R),
           let p := exp (th true) / \big[Rplus/0]_b exp (th b) in
           let moved :=
             fun a : bool =>
             th a +
             eta * (exp (th a) / \big[Rplus/0]_b exp (th b) * ((if a then 1 else 0) - p)) in
           p * exp (1 / beta) / (p * exp (1 / beta) + (1 - p)) <
           exp (moved true) / \big[Rplus/0]_b exp (moved b) <->
           1 / beta < 2 * eta * (p * (1 - p))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T7b_safe
    T7b_safe
         : forall beta eta : R,
           0 < beta ->
           (forall p : R, 0 < p < 1 -> 2 * eta * (p * (1 - p)) <= 1 / beta) <->
           eta * beta <= 2
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T13_rising_rewards_false
    T13_rising_rewards_false
         : exists (pi r : 'I_3 -> R) (a b : 'I_3),
             let mean := \big[Rplus/0]_(j < 3) (pi j * r j) in
             ((forall j : 'I_3, 0 < pi j) /\ \big[Rplus/0]_(j < 3) pi j = 1) /\
             (forall i j : 'I_3, pi j < pi i -> r j < r i) /\
             pi b < pi a /\ pi a * (r a - mean) < pi b * (r b - mean)
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T13_mode_kept
    T13_mode_kept
         : forall (A : finType) (th r : A -> R -> R) (m : A),
           let pi := fun (u : R) (a : A) => exp (th a u) / \big[Rplus/0]_b exp (th b u) in
           (forall (a : A) (t : R_AbsRing),
            is_derive (th a) t (pi t a * (r a t - \big[Rplus/0]_b (pi t b * r b t)))) ->
           (forall (t : R) (a b : A), 0 <= t -> pi t b <= pi t a -> r b t <= r a t) ->
           (forall a : A, a != m -> pi 0 a < pi 0 m) ->
           (forall (t : R) (a : A), 0 <= t -> a != m -> pi t a < pi t m) /\
           (forall (s t : R) (a : A), 0 <= s -> s <= t -> pi t a / pi t m <= pi s a / pi s m)
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    == T4ii_labels_flip
    T4ii_labels_flip
         : forall (A : finType) (N : nat) (m : A) (eps : R)
             (pi : seq {ffun 'I_N -> A} -> A -> R)
             (stays : nat -> nat -> seq {ffun 'I_N -> A} -> R),
           (0 < N)%N ->
           0 < eps <= 1 ->
           (forall (h : seq {ffun 'I_N -> A}) (a : A), 0 < pi h a) ->
           (forall h : seq {ffun 'I_N -> A}, \big[Rplus/0]_a pi h a = 1) ->
           let is_label :=
             fun (votes : A -> nat) (x : A) =>
             if [forall z, (votes z <= votes x)%N]
             then / INR #|[set z | [forall t, (votes t <= votes z)%N]]|
             else 0 in
           (forall (j : nat) (h : seq {ffun 'I_N -> A}),
            stays 0%N j h = match j with
                            | 0%N => 1
                            | _.+1 => 0
                            end) ->
           (forall (n j : nat) (h : seq {ffun 'I_N -> A}),
            stays n.+1 j h =
            \big[Rplus/0]_y
               (\big[Rmult/1]_(i < N) pi h (y i) *
                is_label (fun a : A => #|[set i | y i == a]|) m *
                stays n (if is_left (Rle_dec eps (1 - pi h m)) then j.-1 else j) (y :: h))) ->
           (forall (n j : nat) (h : seq {ffun 'I_N -> A}), stays n j h <= (1 - eps ^ N) ^ j) /\
           is_lim_seq [eta pow (1 - eps ^ N)] 0
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T28_small_votes
    T28_small_votes
         : forall (A : finType) (pi : A -> R) (a : A),
           (forall x : A, 0 < pi x) ->
           \big[Rplus/0]_x pi x = 1 ->
           let is_label :=
             fun (votes : A -> nat) (x : A) =>
             if [forall z, (votes z <= votes x)%N]
             then / INR #|[set z | [forall t, (votes t <= votes z)%N]]|
             else 0 in
           let vote_mean :=
             fun n : nat =>
             \big[Rplus/0]_y
                (\big[Rmult/1]_(i < n) pi (y i) *
                 is_label (fun z : A => ((z == a) + #|[set i | y i == z]|)%N) a) in
           vote_mean 0%N = 1 /\ vote_mean 1%N = (1 + pi a) / 2
    Axioms:
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    == T48_enough_draws
    T48_enough_draws
         : forall (A : finType) (pi : A -> R) (m : A) (N : nat) (delta : R),
           (forall x : A, 0 < pi x) ->
           \big[Rplus/0]_x pi x = 1 ->
           0 < delta ->
           pi m < 1 ->
           ln (1 / delta) / - ln (1 - pi m) <= INR N ->
           1 - delta <=
           \big[Rplus/0]_y
              (\big[Rmult/1]_(i < N) pi (y i) * (if [exists i, y i == m] then 1 else 0))
    Axioms:
    ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
    ClassicalDedekindReals.sig_forall_dec
      : forall P : nat -> Prop,
        (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}
    FunctionalExtensionality.functional_extensionality_dep
      : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
        (forall x : A, f x = g x) -> f = g
    Classical_Prop.classic : forall P : Prop, P \/ ~ P
    """#
}
